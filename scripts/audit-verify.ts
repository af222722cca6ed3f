/** `npm run audit:verify -- FILE`: whether an exported record is whole and unchanged. Needs the file alone, no database. */
import { readFile } from 'node:fs/promises'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const file = process.argv[2]
  if (file === undefined) throw new Error('Name the export: npm run audit:verify -- record.jsonl')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read.`, { cause: error })
  })
  const result = verifyAuditText(text)
  if (!result.ok)
    throw new Error(`${file}: ${result.row === 0 ? '' : `row ${result.row}${result.seq === null ? '' : ` (number ${result.seq})`}: `}${result.reason}`)
  console.log(
    `${file}: ${result.rows} rows, unbroken${result.withheld === 0 ? '' : `, ${result.withheld} of them withheld from who exported it`}. Chain ${result.chain}, head ${result.head}`,
  )
})
