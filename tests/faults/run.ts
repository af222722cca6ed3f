/**
 * `npm run faults`: the newsroom under faults, a seed after the other, judged by an oracle of its own. Ends with 1
 * when anything was found.
 *
 *   --minutes 10        as many seeds as fit
 *   --seconds 30        how long each lasts
 *   --seed 7            the first; the next ones follow by one
 *   --seeds 4           how many
 *   --variant NAME      a program broken on purpose: the run passes when the fault is found
 *   --only TEXT         faults whose name holds it, one at a time
 *   --json FILE         the reports
 *   --suite             what `npm test` runs: four seeds of the product, and every broken variant
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { runEpisode } from './episode.ts'
import { summarise, type Report } from './report.ts'
import { VARIANTS, type VariantName } from './variants.ts'
import { Database } from './world/database.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seeds: { type: 'string' },
    variant: { type: 'string', default: 'none' },
    only: { type: 'string' },
    json: { type: 'string' },
    suite: { type: 'boolean', default: false },
  },
})
const number = z.coerce.number().positive()
const wish = z
  .object({
    minutes: number.optional(),
    seconds: number,
    seed: z.coerce.number().int().min(0),
    seeds: number.optional(),
    variant: z.enum(Object.keys(VARIANTS) as [VariantName, ...VariantName[]]),
    only: z.string().optional(),
    json: z.string().optional(),
    suite: z.boolean(),
  })
  .parse(values)

/** A program that is broken on purpose runs until it is found out, at the longest for so long. */
const FOUND_WITHIN_S = 60

/** Under which something was found once: 1, people told too much after they were signed out; 4, a node that died while it stopped. */
const BAD_SEEDS = [1, 4]

interface Turn {
  seed: number
  variant: VariantName
}

// Every tab of y-websocket's provider listens for the end of the process.
process.setMaxListeners(0)
// What was started ends with this process (world/).
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const dir = mkdtempSync(path.join(tmpdir(), 'stet-faults-'))
const database = new Database(dir)
process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
const reports: Report[] = []
let failed = 0
try {
  await database.create()
  for (const turn of turns()) {
    console.log(`seed ${turn.seed}, ${wish.seconds} s${turn.variant === 'none' ? '' : `, broken on purpose: ${turn.variant}`}`)
    const seconds = turn.variant === 'none' ? wish.seconds : Math.max(wish.seconds, FOUND_WITHIN_S)
    const report = await runEpisode({ database, ...turn, seconds, only: wish.only ?? VARIANTS[turn.variant].only })
    reports.push(report)
    if (!tell(report)) failed += 1
  }
} finally {
  await database.stop()
}
const { faults, ...summary } = summarise(reports.filter(({ variant }) => variant === wish.variant))
console.table(faults)
console.log(JSON.stringify(summary, null, 2))
if (wish.json !== undefined) writeFileSync(wish.json, JSON.stringify({ passed: reports.length - failed, failed, summary: { ...summary, faults }, reports }))
process.exit(failed === 0 ? 0 : 1)

function* turns(): Generator<Turn> {
  const end = Date.now() + (wish.minutes ?? 0) * 60_000
  if (wish.suite) {
    for (const seed of [...BAD_SEEDS, wish.seed, wish.seed + 1]) yield { seed, variant: 'none' }
    for (const variant of ['early-saved', 'compaction-gap'] as const) yield { seed: 1, variant }
    return
  }
  const seeds = wish.seeds ?? (wish.minutes === undefined ? 1 : Infinity)
  for (let index = 0; index < seeds; index++) {
    if (index > 0 && wish.minutes !== undefined && Date.now() > end) return
    yield { seed: wish.seed + index, variant: wish.variant }
  }
}

/** Whether it is as it has to be: nothing found in the product, something in a program that is broken on purpose. */
function tell({ seed, variant, edits, findings, kills, faults }: Report): boolean {
  const thrown = Object.values(faults).reduce((sum, times) => sum + times, 0)
  console.log(`  ${edits.made} edits, ${edits.acknowledged} told Saved; ${thrown} faults, ${kills} kills`)
  const isFine = variant === 'none' ? findings.length === 0 : findings.some(({ kind }) => VARIANTS[variant].shows.includes(kind))
  for (const { kind, detail, atSecond } of findings.slice(0, variant === 'none' ? 20 : 2)) console.log(`  ${kind} at ${atSecond} s: ${detail}`)
  if (variant !== 'none')
    console.log(
      isFine ? '  The fault was found, as it has to be.' : `  The fault was NOT found. Again with: npm run faults -- --seed ${seed} --variant ${variant}`,
    )
  else if (!isFine) console.log(`  Again with: npm run faults -- --seed ${seed} --seconds ${wish.seconds}`)
  return isFine
}
