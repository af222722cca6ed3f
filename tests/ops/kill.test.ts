/** CO-5 at the whole program, as its host sees it: killed with its database in mid-sentence, then started again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, stopLeftover } from '#lib/db/embedded.ts'
import { isRunning } from '#lib/db/running.ts'
import { allGone, startNewsroom, type Newsroom } from '#tests/support/newsroom.ts'
import { cookieHeader, signInByHttp } from '../../e2e/support/sign-in.ts'
import { openWriter, type Writer } from '../../e2e/support/writer.ts'

const ROUNDS = 20
const WORDS_BEFORE_THE_KILL = 6
const FIRST_WORDS = 'Russian President'

test('[CO-5] kill -9 of the program and its database while two people type: all that was shown as Saved is there at the next start, twenty times', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-kill-test-'))
  const env = { STET_DATA_DIR: dir, PORT: String(await freePort()) }
  let newsroom = await startNewsroom(env)
  onTestFinished(async () => {
    kill(newsroom)
    await stopLeftover(dir)
    rmSync(dir, { recursive: true, force: true })
  })
  const people = [await signInByHttp(newsroom.url, 'reporter'), await signInByHttp(newsroom.url, 'editor')]
  const cookies = await Promise.all(people.map(cookieHeader))
  const articles = (await (await people[0]?.get('/api/v1/articles'))?.json()) as { items: { id: string }[] }
  const articleId = articles.items[0]?.id ?? ''

  const told: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const writers = await Promise.all(cookies.map(async (cookie) => await openWriter(newsroom.url, articleId, cookie)))
    const guest = await openWriter(newsroom.url, articleId, cookies[0] ?? '')
    const before = told.length
    const enough = new Promise<void>((resolve) => {
      const tell = (word: string) => {
        told.push(word)
        if (told.length - before >= WORDS_BEFORE_THE_KILL) resolve()
      }
      writers.forEach((writer, index) => void typeOn(writer, `${round}w${index}`, tell))
      // A tab that closes the moment Saved appears: nobody sends its word a second time.
      void write(guest, `[${round}guest]`, tell).then(() => guest.close())
    })
    await enough
    kill(newsroom)
    await allGone(newsroom.pids())
    for (const writer of [...writers, guest]) writer.close()

    newsroom = await startNewsroom(env)
    const copy = (await (await people[0]?.get(`/api/v1/articles/${articleId}/content?format=text`))?.text()) ?? ''
    expect(told.filter((word) => !copy.includes(word))).toEqual([])
    const words = copy.match(/\[\w+\]/gu) ?? []
    expect(new Set(words).size, 'no word stands twice').toBe(words.length)
  }
  expect(told.length).toBeGreaterThanOrEqual(ROUNDS * WORDS_BEFORE_THE_KILL)
}, 400_000)

/** Writes word after word until the program is gone, when the last one is never told. */
async function typeOn(writer: Writer, name: string, tell: (word: string) => void): Promise<never> {
  for (let count = 0; ; count += 1) await write(writer, `[${name}x${count}]`, tell)
}

async function write(writer: Writer, word: string, tell: (word: string) => void): Promise<void> {
  writer.replace(FIRST_WORDS, `${word} ${FIRST_WORDS}`)
  await writer.saved()
  tell(word)
}

function kill(newsroom: Newsroom): void {
  for (const pid of newsroom.pids()) if (pid > 1 && isRunning(pid)) process.kill(pid, 'SIGKILL')
}
