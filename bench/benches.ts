/** Every bench by the name it is called with. */
import * as append from './append.ts'
import * as contentHash from './content-hash.ts'
import * as documents from './documents.ts'
import * as edits from './edits.ts'
import type { BenchModule } from './measure.ts'
import * as quotes from './quotes.ts'
import * as suggestions from './suggestions.ts'

export const BENCHES: Record<string, BenchModule> = {
  edits,
  documents,
  append,
  contentHash,
  suggestions,
  quotes,
}
