import { describe, expect, it } from 'vitest'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { readDocument } from '#lib/editor/read.ts'
import { checkDocument } from '#lib/editor/validate.ts'
import { markedCharacters, Story } from './claim-story.ts'
import { seeded } from './hands.ts'

/** Seeds chosen by nobody; one that fails is added here and stays for ever. */
const DAYS = [
  { seed: 1, edits: 1000 },
  { seed: 20_261_122, edits: 200 },
]

describe('claims under structural edits', () => {
  it.each(DAYS)(
    '[CL-4] [DO-7b] survive $edits random ones with the right wording or as detached, never lost, never on other words (seed $seed)',
    { timeout: 300_000 },
    ({ seed, edits }) => {
      const story = new Story(seeded(seed))
      const trace: string[] = []
      try {
        while (trace.length < edits) {
          trace.push(story.edit())
          const expected = story.settle()
          const { server, mine, editor } = story.desk
          const { doc } = readDocument(server)
          const anchors = claimAnchors(server)
          expect(expected.map(({ id }) => ({ id, wording: anchors.get(id)?.wording ?? null }))).toEqual(expected)
          for (const claim of expected) {
            const marked = markedCharacters(doc, claim.id)
            expect([...marked].filter((character) => !claim.wording?.includes(character))).toEqual([])
            story.observe(claim.id, marked)
          }
          expect(editor.state.doc.textContent).toBe(doc.textContent)
          if (trace.length % 20 === 0) expect(contentHash(mine)).toBe(contentHash(server))
          expect(checkDocument(server, { claimIds: new Set(expected.map(({ id }) => id)) })).toBe(null)
          if (story.renewIfWorn()) trace.push('new document')
        }
      } catch (error) {
        throw new Error(`seed ${seed}, edit ${trace.length}: ${trace.slice(-5).join(', ')}`, { cause: error })
      } finally {
        story.desk.close()
      }
    },
  )
})
