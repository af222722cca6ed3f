/** The journey of an article over the HTTP API and the socket alone: what a script, or an attacker, can do. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, type APIRequestContext } from '@playwright/test'
import { cookieHeader, signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'
import { openWriter } from './support/writer.ts'

const run = promisify(execFile)
const CLAIM = 'second since Russian forces invaded Ukraine'
const COPY = [
  'Putin met with Iranian and Turkish leaders to discuss Syria and a UN-backed plan to export Ukrainian grain.',
  `The trip was his ${CLAIM} earlier this year. After the grain deal was "moved forward," Putin praised Erdogan for his support.`,
].join('\n\n')

async function json<Body>(context: APIRequestContext, path: string): Promise<Body> {
  const answer = await context.get(path)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as Body
}

interface Article {
  id: string
  slug: string
  stage: string
  contentHash: string
  claimSetHash: string
}
interface Claim {
  id: string
  number: number
  state: string
  wording: string
  wordingHash: string
  reopened: { change: string; diff: { op: string; text: string }[] } | null
}
interface Gate {
  publishable: boolean
  blockers: { code: string; message: string; href: string }[]
  contentHash: string
  claimSetHash: string
}

test('[RE-5] an article goes from draft to published, and no call passes the gate before it is clear', async ({ baseURL }) => {
  if (baseURL === undefined) throw new Error('The test needs a server.')
  const [reporter, editor, checker, publisher] = await Promise.all(
    (['reporter', 'editor', 'checker', 'publisher'] as const).map((role) => signInByHttp(baseURL, role)),
  )
  if (!reporter || !editor || !checker || !publisher) throw new Error('Four people are needed.')

  const created = await reporter.post('/api/v1/articles', { data: { title: 'Grain deal nears', format: 'text', content: COPY } })
  expect(created.status()).toBe(201)
  const { id } = (await created.json()) as Article
  const api = `/api/v1/articles/${id}`
  const article = () => json<Article>(publisher, api)
  const gate = () => json<Gate>(publisher, `${api}/gate`)

  const before = await article()
  const tagged = await editor.post(`${api}/claims`, { data: { quote: CLAIM, kind: 'event' } })
  expect(tagged.status()).toBe(201)
  const claim = (await tagged.json()) as Claim
  expect(claim).toMatchObject({ number: 1, state: 'open', wording: CLAIM })
  expect((await article()).contentHash, 'tagging does not change the copy').toBe(before.contentHash)
  const claimNow = () => json<Claim>(checker, `/api/v1/claims/${claim.id}`)

  // The checker, who may not edit the copy, tags as well; words that do not stand there are refused with a reason.
  const missing = await checker.post(`${api}/claims`, { data: { quote: 'words that nobody wrote', kind: 'other' } })
  expect([missing.status(), ((await missing.json()) as { code: string }).code]).toEqual([409, 'quote-not-found'])

  const refused = await publisher.post(`${api}/publish`, { data: { contentHash: before.contentHash } })
  expect(refused.status()).toBe(409)
  const problem = (await refused.json()) as { code: string; blockers: Gate['blockers'] }
  expect(problem.code).toBe('gate')
  expect(
    problem.blockers.some((blocker) => blocker.href.includes(claim.id)),
    'a blocker links to the claim',
  ).toBe(true)

  const people = await json<{ items: { id: string; name: string }[] }>(editor, '/api/v1/people')
  const checkerId = people.items.find((person) => person.name === 'Demo Checker')?.id
  const task = await editor.post(`/api/v1/claims/${claim.id}/tasks`, {
    data: { assigneeId: checkerId, question: 'Second, or third?', dueAt: '2030-01-01T18:00:00Z' },
  })
  expect(task.status()).toBe(201)
  expect((await claimNow()).state).toBe('assigned')
  const mine = await json<{ items: { claim: { id: string } }[] }>(checker, '/api/v1/tasks?assignee=me')
  expect(mine.items.map((item) => item.claim.id)).toContain(claim.id)

  for (const data of [
    { type: 'link', url: 'https://www.example.org/report', relation: 'supports', excerpt: 'the second trip' },
    { type: 'note', text: 'The February trip was to Beijing, before the invasion.', relation: 'context' },
  ])
    expect((await checker.post(`/api/v1/claims/${claim.id}/evidence`, { data })).status()).toBe(201)

  const seen = (await claimNow()).wordingHash
  const byEditor = await editor.post(`/api/v1/claims/${claim.id}/verdicts`, { data: { verdict: 'verified', rationale: 'I wrote it.', wordingHash: seen } })
  expect(byEditor.status()).toBe(403)
  const verdict = await checker.post(`/api/v1/claims/${claim.id}/verdicts`, {
    data: { verdict: 'verified', rationale: 'Kremlin list of trips, AP.', wordingHash: seen },
  })
  expect(verdict.status()).toBe(201)
  expect((await claimNow()).state).toBe('verified')

  // [CL-3] The verdict is bound to the wording.
  const writer = await openWriter(baseURL, id, await cookieHeader(reporter))
  writer.replace('second since', 'third since')
  await writer.saved()
  await expect.poll(async () => (await claimNow()).state).toBe('reopened')
  const reopened = await claimNow()
  expect(reopened.reopened?.change).toBe('material')
  expect(reopened.reopened?.diff.filter((part) => part.op !== 'same').map((part) => [part.op, part.text.trim()])).toEqual([
    ['removed', 'second'],
    ['added', 'third'],
  ])
  const stale = await checker.post(`/api/v1/claims/${claim.id}/verdicts`, { data: { verdict: 'verified', rationale: 'As before.', wordingHash: seen } })
  expect([stale.status(), ((await stale.json()) as { code: string }).code]).toEqual([409, 'wording-changed'])
  writer.replace('third since', 'second since')
  await writer.saved()
  await expect.poll(async () => (await claimNow()).state).toBe('verified')

  // [RE-4] Sign-offs name the content; an edit makes them stale.
  const sign = async (who: APIRequestContext, kind: string) => {
    const { contentHash, claimSetHash } = await gate()
    return await who.post(`${api}/sign-offs`, { data: { kind, contentHash, claimSetHash } })
  }
  expect((await sign(checker, 'fact_check')).status()).toBe(201)
  expect((await sign(publisher, 'final')).status()).toBe(201)
  expect((await gate()).blockers).toEqual([])
  const approvedHash = (await article()).contentHash
  writer.replace('praised Erdogan', 'thanked Erdogan')
  await writer.saved()
  const afterEdit = await publisher.post(`${api}/publish`, { data: { contentHash: approvedHash } })
  expect(afterEdit.status()).toBe(409)
  expect((await gate()).blockers.length).toBeGreaterThan(0)
  expect((await article()).contentHash).not.toBe(approvedHash)
  expect((await sign(checker, 'fact_check')).status()).toBe(201)
  expect((await sign(publisher, 'final')).status()).toBe(201)

  const { contentHash, slug } = await article()
  const oldHash = await publisher.post(`${api}/publish`, { data: { contentHash: approvedHash } })
  expect(oldHash.status()).toBe(409)
  expect((await reporter.post(`${api}/publish`, { data: { contentHash } })).status()).toBe(403)
  expect((await reporter.get(`/p/${slug}`)).status(), 'nothing is public yet').toBe(404)
  const published = await publisher.post(`${api}/publish`, { data: { contentHash } })
  expect(published.status()).toBe(201)

  // [RE-6] Readers get the frozen version, also after the next edit.
  const readers = async () => await (await reporter.get(`/p/${slug}`)).text()
  expect(await readers()).toContain('thanked Erdogan')
  writer.replace('thanked Erdogan', 'ignored Erdogan')
  await writer.saved()
  expect(await readers()).toContain('thanked Erdogan')
  expect(await readers()).not.toContain('ignored Erdogan')
  expect(await readers()).toContain('"@type":"NewsArticle"')
  writer.close()

  // [AP-3] A method that an address does not take.
  const wrong = await publisher.fetch(`${api}/claims`, { method: 'PUT' })
  expect([wrong.status(), wrong.headers()['allow'], wrong.headers()['content-type']]).toEqual([405, 'GET, HEAD, OPTIONS, POST', 'application/problem+json'])

  // [RE-9] The record verifies, and a changed byte is named.
  const exported = await (await publisher.get(`${api}/record?format=jsonl`)).text()
  const folder = await mkdtemp(join(tmpdir(), 'stet-record-'))
  const good = join(folder, 'record.jsonl')
  await writeFile(good, exported)
  const verified = await run('npm', ['run', '--silent', 'audit:verify', '--', good])
  expect(verified.stdout).toMatch(/\d+ (rows|events)/)
  const broken = join(folder, 'broken.jsonl')
  await writeFile(broken, (await readFile(good, 'utf8')).replace('Kremlin list', 'Kremlin Iist'))
  const failure = await run('npm', ['run', '--silent', 'audit:verify', '--', broken]).catch((error: { code: number; stdout: string; stderr: string }) => error)
  expect('code' in failure && failure.code).not.toBe(0)
  expect(`${failure.stdout}${failure.stderr}`).toMatch(/row \d+/i)
})
