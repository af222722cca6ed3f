import { expect, it } from 'vitest'
import { contentHash } from '#lib/editor/canonical.ts'
import { freePort } from '#lib/db/embedded.ts'
import { openSession } from './support/browser.ts'
import { waitFor } from './support/clients.ts'
import { copyOf, type Person } from './support/newsroom.ts'
import { cookieOf, kill, startProgram, Typist } from './support/program.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const ROUNDS = 20

it('[CO-5] kill -9 while two people type: everything that was shown as Saved is there, twenty times', async () => {
  const { newsroom } = stage
  const articleId = await newsroom.writeArticle()
  const port = await freePort()
  const url = `ws://127.0.0.1:${port}/collab`
  const [reporter, editor] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
  let server = await startProgram(stage.database.url, port)
  const typists = [
    new Typist('r', openSession(url, articleId, reporter, { cookie: await cookieOf(reporter) })),
    new Typist('e', openSession(url, articleId, editor, { cookie: await cookieOf(editor) })),
  ]
  const savedByGuests: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await waitFor(
        () => typists.every(({ session }) => session.getSnapshot().synced && session.getSnapshot().link === 'connected'),
        'both to be connected',
        30_000,
      )
      typists.forEach((typist) => typist.start())
      const guests = guestsLeavingAtSaved({ url, articleId, person: reporter, cookie: await cookieOf(reporter), round, saved: savedByGuests })
      await waitFor(() => savedByGuests.some((word) => word.startsWith(`[g${round}x`)), 'a guest to be told Saved', 30_000)
      // The kill comes at another point of the work in each round.
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40))
      await kill(server)
      guests.stop()
      typists.forEach((typist) => typist.stop())
      const shownAsSaved = [...savedByGuests, ...typists.flatMap((typist) => typist.saved)]
      const text = await newsroom.logCopy(articleId)
      expect(shownAsSaved.filter((word) => !text.includes(word))).toEqual([])
      server = await startProgram(stage.database.url, port)
    }
    await waitFor(() => typists.every((typist) => typist.session.getSnapshot().unsaved === 0), 'all to be saved', 30_000)
    await waitFor(() => contentHash(typists[0]!.session.doc) === contentHash(typists[1]!.session.doc))
    expect(await newsroom.logHash(articleId)).toBe(contentHash(typists[0]!.session.doc))
    const words = (await newsroom.logCopy(articleId)).match(/\[\w+\]/g) ?? []
    expect(new Set(words).size).toBe(words.length)
    expect(typists.every((typist) => typist.saved.length > ROUNDS)).toBe(true)
    expect(savedByGuests.length).toBeGreaterThanOrEqual(ROUNDS)
  } finally {
    typists.forEach((typist) => typist.leave())
    await kill(server)
  }
}, 600_000)

/** Tabs that open, write one word and are gone the moment Saved is shown: nobody sends their word a second time. */
function guestsLeavingAtSaved(options: { url: string; articleId: string; person: Person; cookie: string; round: number; saved: string[] }): {
  stop: () => void
} {
  const { url, articleId, person, cookie, round, saved } = options
  const sessions = Array.from({ length: 4 }, (_, index) => {
    const word = `[g${round}x${index}]`
    const session = openSession(url, articleId, person, { cookie })
    let hasTyped = false
    session.subscribe(() => {
      const { synced, unsaved } = session.getSnapshot()
      if (hasTyped && unsaved === 0 && !saved.includes(word)) {
        saved.push(word)
        session.destroy()
      }
      if (!synced || hasTyped) return
      hasTyped = true
      copyOf(session.doc).insert(0, word)
    })
    return session
  })
  return { stop: () => sessions.forEach((session) => session.destroy()) }
}
