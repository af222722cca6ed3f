/** The content hash of the demo article: computed at every reading of a review, a sign-off and a publication. */
import { readFile } from 'node:fs/promises'
import * as Y from 'yjs'
import { contentHash } from '#lib/editor/canonical.ts'
import { importText } from '#lib/editor/import.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { measure, type Bench, type Measurement } from './measure.ts'

export const question = 'What does the content hash of an article cost?'

export async function run({ quick }: Bench): Promise<Measurement[]> {
  const runs = quick ? 3 : 300
  const content = await readFile(new URL('../prisma/seed/article.txt', import.meta.url), 'utf8')
  const state = initialState(importText({ title: 'Putin in Tehran', content }))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return [
    await measure({ what: 'open the demo article', who: 'plain yjs', runs }, () => Y.applyUpdate(new Y.Doc(), state)),
    await measure({ what: 'content hash of the demo article', who: 'stet', runs }, () => contentHash(doc)),
  ]
}
