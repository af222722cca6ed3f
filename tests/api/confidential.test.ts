/** Every answer of the API, read by everybody who may not see one piece of confidential evidence: no trace of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '#lib/api/operation.ts'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { failCapture } from '#tests/support/factories.ts'
import { browser, invoke, type Sent } from './support/invoke.ts'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'
import { caller, makeWorld, requestsFor, type World } from './support/world.ts'

/** In every field that somebody could have typed it into. */
const MARKER = 'zanzibar-minutes'
const READING = (Object.entries(OPERATIONS) as [OperationName, Operation][]).filter(([, { method }]) => method === 'GET').map(([name]) => name)
const OTHERS: readonly PersonName[] = ['reporter', 'editor', 'publisher', 'legal', 'admin', 'outsider']

let newsroom: Newsroom
let world: World
let requests: Record<OperationName, Sent>
let before: Record<string, string>
let secretId: string
let captureId: string

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
  requests = requestsFor(world, newsroom)
  before = await readAll('editor')
  const as = caller(newsroom, 'checker')
  const added = await as('addEvidence', {
    params: { id: world.claimId },
    body: {
      type: 'link',
      url: `https://example.org/${MARKER}`,
      title: `Title ${MARKER}`,
      text: `Text ${MARKER}`,
      excerpt: `Excerpt ${MARKER}`,
      locator: `p. 3 of ${MARKER}`,
      relation: 'contradicts',
      confidential: true,
    },
  })
  secretId = z.string().parse(added['id'])
  await failCapture(newsroom.db, secretId)
  const pasted = await as('captureAgain', { params: { id: secretId }, body: { text: `Pasted ${MARKER}`, title: MARKER } })
  captureId = z.array(z.object({ id: z.string() })).parse(pasted['captures'])[0]?.id ?? randomUUID()
})
afterAll(() => newsroom.close())

async function read(name: OperationName, who: PersonName, sent: Sent = requests[name]): Promise<string> {
  const response = await invoke(OPERATIONS[name], { ...sent, headers: browser(newsroom.cookies[who]) })
  const text = await response.text()
  // When it was asked is no trace of anything.
  return name === 'getHandover' ? text.replace(/^\{"at":"[^"]*"/, '{"at":"then"') : text
}

async function readAll(who: PersonName): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(READING.map(async (name) => [name, await read(name, who)] as const)))
}

test('[CL-7b] who added it and its readers find it, so that the search below would', async () => {
  expect(await read('getClaim', 'checker')).toContain(MARKER)
  expect(await read('getSourceText', 'checker', { params: { id: secretId } })).toContain(`Pasted ${MARKER}`)
})

test('[CL-7c] who may read it exports its record, in pages or as a file that verifies', async () => {
  const params = { id: secretId }
  const whole = z
    .object({ items: z.array(z.object({ action: z.string(), seq: z.number() })) })
    .parse(JSON.parse(await read('getEvidenceRecord', 'checker', { params })))
  expect(whole.items.map(({ action }) => action)).toEqual(['evidence.added', 'evidence.text_pasted'])
  const file = await invoke(OPERATIONS.getEvidenceRecord, { params, query: { format: 'jsonl' }, headers: browser(newsroom.cookies.checker) })
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="record-evidence-${secretId}.jsonl"`)
  expect(verifyAuditText(await file.text())).toMatchObject({ ok: true, rows: 2, withheld: 0, chain: `evidence:${secretId}` })
})

describe('[CL-7b] of confidential evidence', () => {
  test.each(OTHERS)('no answer tells %s a word or an id', async (who) => {
    for (const [name, text] of Object.entries(await readAll(who))) {
      for (const trace of [MARKER, secretId, captureId]) expect(text.includes(trace), `${name} tells ${who} "${trace}"`).toBe(false)
    }
  })

  test.each(OTHERS)('its own addresses tell %s that there is nothing', async (who) => {
    const asked: [OperationName, Sent][] = [
      ['getSourceText', { params: { id: secretId } }],
      ['getEvidenceRecord', { params: { id: secretId } }],
      ['getEvidenceRecord', { params: { id: secretId }, query: { format: 'jsonl' } }],
      ['getSourceText', { params: { id: world.evidenceId }, query: { capture: captureId } }],
      ['diffCaptures', { params: { id: secretId, a: captureId, b: captureId } }],
      ['diffCaptures', { params: { id: world.evidenceId, a: captureId, b: world.captureId } }],
      ['captureAgain', { params: { id: secretId }, body: { text: 'x' } }],
      ['changeEvidence', { params: { id: secretId }, body: { relation: 'context' } }],
      ['withdrawEvidence', { params: { id: secretId }, body: { reason: 'x' } }],
    ]
    for (const [name, sent] of asked) {
      const response = await invoke(OPERATIONS[name], { ...sent, headers: browser(newsroom.cookies[who]) })
      expect([name, response.status]).toEqual([name, 404])
    }
  })

  test('[CL-7c] nothing is changed by it for others: no count, no order, and no row of the record', async () => {
    // What changes by itself between two readings is left out.
    const changing = new Set<OperationName>(['listSessions', 'getMe'])
    const after = await readAll('editor')
    for (const name of READING) if (!changing.has(name)) expect(after[name], name).toBe(before[name])
  })
})
