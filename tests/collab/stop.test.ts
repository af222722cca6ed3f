import type { ChildProcess } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '#lib/db/embedded.ts'
import { openSession } from './support/browser.ts'
import { waitFor } from './support/clients.ts'
import { cookieOf, kill, startProgram, Typist } from './support/program.ts'
import { startProxy } from './support/proxy.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
/** What a host waits for before it kills. */
const PATIENCE_MS = 10_000

const running: ChildProcess[] = []
afterEach(async () => await Promise.all(running.splice(0).map(kill)))

async function start(databaseUrl: string, port: number): Promise<ChildProcess> {
  const program = await startProgram(databaseUrl, port)
  running.push(program)
  return program
}

/** Two people who type without a pause. */
async function typeAway(articleId: string, url: string): Promise<Typist[]> {
  const people = await Promise.all((['reporter', 'editor'] as const).map(async (role) => await stage.newsroom.hire(role)))
  const cookies = await Promise.all(people.map(cookieOf))
  const typists = people.map((person, index) => new Typist(`${index}x`, openSession(url, articleId, person, { cookie: cookies[index] ?? '' })))
  for (const typist of typists) stage.keep(typist)
  await waitFor(() => typists.every(({ session }) => session.getSnapshot().synced), 'the document')
  for (const typist of typists) typist.start()
  await waitFor(() => typists.every((typist) => typist.saved.length > 5), 'something to be saved')
  return typists
}

async function ended(program: ChildProcess): Promise<void> {
  await waitFor(() => program.exitCode !== null || program.signalCode !== null, 'the program to end', PATIENCE_MS)
  expect(program.exitCode).toBe(0)
}

describe('SIGTERM', () => {
  it('[CO-5] under load ends the program in time, with all that was shown as Saved in the log, and the rest is sent at the next start', async () => {
    const { newsroom, database } = stage
    const [articleId, port] = [await newsroom.writeArticle(), await freePort()]
    const program = await start(database.url, port)
    const typists = await typeAway(articleId, `ws://127.0.0.1:${port}/collab`)
    program.kill('SIGTERM')
    await ended(program)
    const shown = typists.flatMap((typist) => typist.saved)
    const copy = await newsroom.logCopy(articleId)
    expect(shown.filter((word) => !copy.includes(word))).toEqual([])
    for (const typist of typists) typist.stop()
    await start(database.url, port)
    await waitFor(() => typists.every(({ session }) => session.getSnapshot().unsaved === 0), 'all to be saved', 20_000)
    const words = (await newsroom.logCopy(articleId)).match(/\[\w+\]/g) ?? []
    expect(words.toSorted()).toEqual(typists.flatMap((typist) => typist.typed).toSorted())
  })

  it('[CO-5] under load with the database away ends the program in time, and nothing typed since was shown as Saved', async () => {
    const { newsroom, database } = stage
    const proxy = await startProxy(database.url)
    try {
      const [articleId, port] = [await newsroom.writeArticle(), await freePort()]
      const program = await start(proxy.url, port)
      const typists = await typeAway(articleId, `ws://127.0.0.1:${port}/collab`)
      proxy.swallow()
      await waitFor(() => typists.every(({ session }) => session.getSnapshot().unsaved > 3), 'words to wait')
      program.kill('SIGTERM')
      await ended(program)
      const copy = await newsroom.logCopy(articleId)
      expect(typists.flatMap((typist) => typist.saved).filter((word) => !copy.includes(word))).toEqual([])
      expect(typists.every(({ session }) => session.getSnapshot().unsaved > 3)).toBe(true)
    } finally {
      await proxy.stop()
    }
  })
})
