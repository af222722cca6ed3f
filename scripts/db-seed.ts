/** `npm run db:seed -- --demo`: the demo newsroom, in an embedded database where nobody is yet. */
import { parseArgs } from 'node:util'
import { createDb } from '#lib/db/client.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import { needsDemo, seedDemo } from '#prisma/seed/demo.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } })

if (!values.demo) refuse('Say what to seed: npm run db:seed -- --demo')
if (process.env.DATABASE_URL) refuse('The demo newsroom has public passwords, so it is only ever made in the embedded database. Unset DATABASE_URL.')

await orExplain(async () => {
  await withDatabase(async (url) => {
    await applyMigrations(url)
    const db = createDb(url)
    try {
      if (!(await needsDemo(db))) return console.log('There are people in this newsroom already: nothing was seeded.')
      await seedDemo(db)
      console.log('Made the demo newsroom.')
    } finally {
      await db.$disconnect()
    }
  })
})

function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
