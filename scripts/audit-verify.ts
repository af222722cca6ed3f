/**
 * `npm run audit:verify -- FILE`: whether an exported record is whole and unchanged. Needs the file alone, no database.
 * With the record of confidential evidence and its proofs as second and third file: whether the first was written over it.
 */
import { readFile } from 'node:fs/promises'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { orExplain } from './report.ts'
import { verifyCommitments } from './verify-commitments.ts'

await orExplain(async () => {
  const file = process.argv[2]
  if (file === undefined) throw new Error('Name the export: npm run audit:verify -- record.jsonl')
  const text = await textOf(file)
  const result = verifyAuditText(text)
  if (!result.ok)
    throw new Error(`${file}: ${result.row === 0 ? '' : `row ${result.row}${result.seq === null ? '' : ` (number ${result.seq})`}: `}${result.reason}`)
  console.log(
    `${file}: ${result.rows} rows, unbroken${result.withheld === 0 ? '' : `, ${result.withheld} of them withheld from who exported it`}. Chain ${result.chain}, head ${result.head}`,
  )
  const [evidenceFile, proofsFile] = process.argv.slice(3)
  if (evidenceFile === undefined) return
  if (proofsFile === undefined) throw new Error('Name the proofs too: npm run audit:verify -- record.jsonl record-evidence.jsonl proofs.json')
  const held = verifyCommitments({ article: text, evidence: await textOf(evidenceFile), proofs: await textOf(proofsFile) })
  if (!held.ok) throw new Error(held.reason)
  console.log(
    held.rows.length === 0
      ? `${evidenceFile}: no row of ${file} was written over it. That is so until the next sign-off or publication.`
      : `${evidenceFile}: rows ${held.rows.join(', ')} of ${file} were written over it as it stood.`,
  )
})

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read.`, { cause: error })
  })
}
