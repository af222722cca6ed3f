import type { Tx } from '#lib/db/client.ts'
import type { DocSource } from '#lib/editor/read.ts'
import { newestDecisions } from './newest-decisions.ts'
import { readSuggestions } from './read-suggestions.ts'

/** How many suggestions for the copy wait for somebody to accept or dismiss them. */
export async function countUndecided(db: Tx, articleId: string, source: DocSource): Promise<number> {
  const decisions = await newestDecisions(db, articleId)
  return readSuggestions(source).open.filter(({ wordingHash }) => decisions.get(wordingHash)?.decision !== 'dismissed').length
}
