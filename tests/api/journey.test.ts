/** The operations that change something, each answering as the registry says. Refusals are in sweep.test.ts. */
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import { answerOf, caller, makeWorld, type World } from './support/world.ts'
import { browser, invoke, type Sent } from './support/invoke.ts'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'

let newsroom: Newsroom
let world: World
const as = (name: PersonName) => caller(newsroom, name)
const text = z.string()

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
})
afterAll(() => newsroom.close())

const answerTo = (name: PersonName, operation: OperationName, sent: Sent) => answerOf(newsroom, name, operation, sent)

test('[CL-6j] the second check is taken away by an editor who did not check, not by the checker; [CL-3d] only a verdict of one’s own is confirmed', async () => {
  const tagged = await as('editor')('tagClaim', { params: { id: world.articleId }, body: { quote: 'discuss Syria', kind: 'event' } })
  const claim = { params: { id: text.parse(tagged['id']) } }
  await as('editor')('updateClaim', { ...claim, body: { secondCheck: true } })
  const end = { ...claim, body: { secondCheck: false, reason: 'One agency has it.' } }
  expect(await answerTo('checker', 'updateClaim', end)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await answerTo('checker', 'stillHolds', { ...claim, body: { wordingHash: tagged['wordingHash'] } })).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: 'There is no verdict of yours to confirm. Check the claim and give a verdict.' },
  })
  expect(await as('editor')('updateClaim', end)).toMatchObject({ secondCheck: false })
  await as('editor')('removeClaim', { ...claim, body: { reason: 'Tagged for this test.' } })
})

test('[AP-2] from a tagged claim to the public page, every answer as the registry says', async () => {
  const article = { params: { id: world.articleId } }
  const claim = { params: { id: world.claimId } }
  expect(await as('checker')('updateTask', { params: { id: world.taskId }, body: { state: 'in_checking' } })).toMatchObject({
    id: world.taskId,
    state: 'in_checking',
  })
  expect(await as('editor')('updateClaim', { ...claim, body: { priority: 'high', note: 'See the list of trips.' } })).toMatchObject({
    priority: 'high',
    state: 'in_checking',
  })
  expect(await as('checker')('addEvidence', { ...claim, body: { type: 'link', url: 'https://example.org/trips', relation: 'supports' } })).toMatchObject({
    type: 'link',
    createdBy: { name: 'checker' },
  })

  const early = await answerTo('publisher', 'publishArticle', { ...article, body: { contentHash: world.contentHash } })
  expect(early).toMatchObject({ status: 409, body: { code: 'gate' } })
  expect(
    z
      .array(z.object({ code: z.string(), message: z.string(), href: z.string() }))
      .parse(early.body['blockers'])
      .map(({ code }) => code),
  ).toContain('claim-in-checking')

  const old = await answerTo('checker', 'giveVerdict', { ...claim, body: { verdict: 'verified', rationale: 'x', wordingHash: '0'.repeat(64) } })
  expect(old).toMatchObject({ status: 409, body: { code: 'wording-changed', wordingHash: world.wordingHash } })
  expect(
    await as('checker')('giveVerdict', { ...claim, body: { verdict: 'verified', rationale: 'Two trips since.', wordingHash: world.wordingHash } }),
  ).toMatchObject({ state: 'verified', blocking: false })

  await as('checker')('closeQuery', { params: { id: world.queryId } })
  const { contentHash, claimSetHash } = await as('checker')('getArticle', article)
  expect(await as('checker')('giveSignOff', { ...article, body: { kind: 'fact_check', contentHash, claimSetHash } })).toMatchObject({
    kind: 'fact_check',
    stale: null,
  })
  await as('publisher')('giveSignOff', { ...article, body: { kind: 'final', contentHash, claimSetHash } })
  const published = await answerTo('publisher', 'publishArticle', { ...article, body: { contentHash } })
  expect(published).toMatchObject({
    status: 201,
    location: '/p/putin-in-tehran',
    body: { kind: 'publication', number: 1, contentHash, url: '/p/putin-in-tehran' },
  })
  expect(await as('reporter')('getArticle', article)).toMatchObject({ stage: 'published', publicUrl: '/p/putin-in-tehran', publishedContentHash: contentHash })
  expect(await as('publisher')('withdrawArticle', { ...article, body: { contentHash, note: 'A source took back what they said.' } })).toMatchObject({
    kind: 'withdrawal',
    note: 'A source took back what they said.',
  })
})

test('[AP-2] what is made has an address, and what is removed is gone', async () => {
  const made = await answerTo('editor', 'createArticle', { body: { title: 'Addresses', content: 'Some copy to tag.' } })
  expect(made).toMatchObject({ status: 201, location: `/api/v1/articles/${text.parse(made.body['id'])}` })
  const params = { id: text.parse(made.body['id']) }
  const tagged = await answerTo('legal', 'tagClaim', { params, body: { quote: 'copy to tag', kind: 'other' } })
  const claim = { params: { id: text.parse(tagged.body['id']) } }
  expect(tagged).toMatchObject({ status: 201, location: `/api/v1/claims/${claim.params.id}` })
  expect(await as('publisher')('waiveClaim', { ...claim, body: { wordingHash: tagged.body['wordingHash'], reason: 'Common knowledge.' } })).toMatchObject({
    state: 'waived',
  })
  await as('publisher')('removeClaim', { ...claim, body: { reason: 'Tagged twice.' } })
  expect(await answerTo('editor', 'getClaim', claim)).toMatchObject({
    status: 410,
    body: { code: 'removed', number: 1, wording: 'copy to tag', removedBy: 'publisher', reason: 'Tagged twice.', mergedIntoId: null },
  })
  expect((await as('editor')('getClaimHistory', claim))['wordings']).toMatchObject([{ wording: 'copy to tag', waivers: [{ reason: 'Common knowledge.' }] }])
  expect((await as('editor')('listClaims', { params }))['items']).toEqual([])
})

test('[SE-7] a token made in one call works in the next, and not after it is revoked', async () => {
  const { token, id } = await as('editor')('createToken', { body: { name: 'Script', scopes: ['read', 'write'] } })
  const headers = { authorization: `Bearer ${text.parse(token)}` }
  expect((await invoke(OPERATIONS.getMe, { headers })).status).toBe(200)
  expect((await invoke(OPERATIONS.createArticle, { headers, body: { title: 'By a script' } })).status, 'a script needs no Origin').toBe(201)
  await as('editor')('revokeToken', { params: { id: text.parse(id) } })
  expect((await invoke(OPERATIONS.getMe, { headers })).status).toBe(401)
})

test('[SE-2] a session that one revokes is refused from then on', async () => {
  const { items } = await as('legal')('listSessions')
  const [session] = z.array(z.object({ id: z.string(), current: z.literal(true) })).parse(items)
  await as('legal')('revokeSession', { params: { id: session?.id ?? '' } })
  expect((await invoke(OPERATIONS.getMe, { headers: browser(newsroom.cookies.legal) })).status).toBe(401)
})

test('[SE-8] a person who was added comes in by the link that the answer holds, and guessing links is limited', async () => {
  const { welcomeUrl, desks } = await as('admin')('createPerson', {
    body: { name: 'Nia', email: 'Nia@STET.example', memberships: [{ deskId: newsroom.deskId, roles: ['legal', 'checker'] }] },
  })
  expect(desks).toEqual([{ deskId: newsroom.deskId, deskName: 'World', roles: ['checker', 'legal'] }])
  const accept = async (token: string) =>
    invoke(OPERATIONS.acceptInvitation, {
      body: { token, password: 'four unrelated plain words' },
      headers: { origin: 'http://127.0.0.1:3000', 'x-stet-address': '192.0.2.50' },
    })
  const token = new URL(text.parse(welcomeUrl)).searchParams.get('token') ?? ''
  const accepted = await accept(token)
  expect([accepted.status, await accepted.json()]).toEqual([201, { email: 'nia@stet.example' }])
  const guesses: number[] = []
  for (let n = 0; n < 31; n += 1) guesses.push((await accept(`guess ${n}`)).status)
  expect([new Set(guesses.slice(0, 30)), guesses[30]]).toEqual([new Set([404]), 429])
})

describe('[AP-6] a Word document', () => {
  async function upload(file: File, fields: Record<string, string> = {}) {
    const form = new FormData()
    form.set('file', file)
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const response = await invoke(OPERATIONS.createArticle, { rawBody: form, headers: browser(newsroom.cookies.editor) })
    return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) }
  }

  test('becomes an article with its headings, lists and emphasis', async () => {
    const { status, body } = await upload(new File([await docx()], 'Grain deal.docx'), { format: 'docx' })
    expect([status, body['title'], body['slug']]).toEqual([201, 'Grain deal', 'grain-deal'])
    const response = await invoke(OPERATIONS.getArticleContent, {
      params: { id: text.parse(body['id']) },
      query: { format: 'markdown' },
      headers: browser(newsroom.cookies.editor),
    })
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect((await response.text()).trim()).toBe('# Grain deal\n\nThe trip was **his second** since then.')
  })

  test.each([
    ['is no Word document', () => new File(['plain'], 'notes.docx'), 415],
    ['is a broken archive', () => new File(['PK\u0003\u0004broken'], 'broken.docx'), 415],
    ['is too large', () => new File([new Uint8Array(13 * 1024 * 1024)], 'large.docx'), 413],
  ])('that %s is refused with a sentence', async (_, make, status) => {
    const file = make()
    const before = await newsroom.db.article.count()
    const refused = await upload(file)
    expect(refused.status).toBe(status)
    expect(text.parse(refused.body['detail'])).toMatch(/\.$/)
    expect(await newsroom.db.article.count()).toBe(before)
  })

  test('a form without a file names the field', async () => {
    const form = new FormData()
    form.set('title', 'No file')
    const response = await invoke(OPERATIONS.createArticle, { rawBody: form, headers: browser(newsroom.cookies.editor) })
    expect([response.status, z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(await response.json()).errors[0]?.field]).toEqual([
      422,
      'file',
    ])
  })
})

/** The smallest document that Word would open. */
async function docx(): Promise<ArrayBuffer> {
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  zip.file(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  )
  zip.file(
    'word/document.xml',
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t xml:space="preserve">The trip was </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>his second</w:t></w:r><w:r><w:t xml:space="preserve"> since then.</w:t></w:r></w:p></w:body></w:document>',
  )
  return await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' })
}

describe('[AP-7] health', () => {
  test('is 200 while this node can save, and needs no sign-in', async () => {
    const { GET } = await import('../../app/api/health/route.ts')
    const response = await GET()
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', database: 'ok', collab: 'none', queue: 'none' }])
  })

  test('is 503 when the database cannot be reached, soon and without an error', async () => {
    const { createDb } = await import('#lib/db/client.ts')
    const { getHealth } = await import('#lib/queries/health/get-health.ts')
    const nowhere = createDb('postgresql://nobody@127.0.0.1:1/none')
    expect(await getHealth(nowhere, { collab: 'ok', queue: 'none' })).toEqual({
      status: 'unable-to-save',
      database: 'unreachable',
      collab: 'ok',
      queue: 'none',
    })
    await nowhere.$disconnect()
  })
})
