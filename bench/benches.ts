/** Every bench by the name it is called with. */
import * as append from './append.ts'
import * as contentHash from './content-hash.ts'
import * as documents from './documents.ts'
import * as edits from './edits.ts'
import * as history from './history.ts'
import * as memory from './memory.ts'
import * as nodes from './nodes.ts'
import * as paint from './paint.ts'
import * as pages from './pages.ts'
import * as saved from './saved.ts'
import type { BenchModule } from './measure.ts'
import * as quotes from './quotes.ts'
import * as search from './search.ts'
import * as suggestions from './suggestions.ts'

export const BENCHES: Record<string, BenchModule> = {
  edits,
  documents,
  saved,
  history,
  memory,
  nodes,
  pages,
  paint,
  append,
  contentHash,
  suggestions,
  quotes,
  search,
}
