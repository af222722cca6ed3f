import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS } from '#lib/api/operations.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { browser, invoke } from './support/invoke.ts'
import { openNewsroom, type Newsroom } from './support/newsroom.ts'
import { caller, fileForm, makeWorld, type World } from './support/world.ts'

let newsroom: Newsroom
let world: World

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
})
afterAll(() => newsroom.close())

async function add(name: string, content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): Promise<Record<string, unknown>> {
  return await caller(newsroom, 'checker')('addEvidence', { params: { id: world.claimId }, rawBody: fileForm(name, content, fields) })
}

async function download(id: unknown): Promise<Response> {
  return await invoke(OPERATIONS.getEvidenceFile, { params: { id: z.string().parse(id) }, headers: browser(newsroom.cookies.editor) })
}

test('[CL-7j] a file goes up with its fields and comes back byte by byte', async () => {
  const added = await add('Minutes of “Friday”.txt', 'What was said on Friday.', { relation: 'contradicts', excerpt: 'said on Friday', locator: 'p. 2' })
  expect(added).toMatchObject({
    type: 'file',
    relation: 'contradicts',
    fileName: 'Minutes of “Friday”.txt',
    excerpt: 'said on Friday',
    locator: 'p. 2',
    captureState: 'queued',
    captures: [{ stored: true, mediaType: 'text/plain', sha256: sha256Hex('What was said on Friday.') }],
  })
  const response = await download(added['id'])
  expect(await response.text()).toBe('What was said on Friday.')
  expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''Minutes%20of%20%E2%80%9CFriday%E2%80%9D.txt`)
})

test.each([
  ['page.png', '<html><script>alert(document.cookie)</script>'],
  ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['sheet.xml', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'],
  ['report.pdf', '%PDF-1.7 …'],
])('[CL-7k] %s is downloaded, never a page', async (name, content) => {
  const response = await download((await add(name, content))['id'])
  expect(
    Object.fromEntries(['content-type', 'x-content-type-options', 'content-security-policy'].map((header) => [header, response.headers.get(header)])),
  ).toEqual({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  })
  expect(response.headers.get('content-disposition')).toMatch(/^attachment;/)
})

test('[CL-7k] a picture is shown as what it is', async () => {
  const png = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  const response = await download((await add('photo', png))['id'])
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('content-disposition')).toMatch(/^inline;/)
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(png)
})

test('[CL-7j] what is too large, or no file, is refused with the reason', async () => {
  const refused = async (rawBody: FormData) => {
    const response = await invoke(OPERATIONS.addEvidence, { params: { id: world.claimId }, rawBody, headers: browser(newsroom.cookies.checker) })
    return [response.status, z.object({ code: z.string() }).parse(await response.json()).code]
  }
  expect(await refused(fileForm('big.bin', new Uint8Array(26 * 1024 * 1024)))).toEqual([413, 'too-large'])
  expect(await refused(fileForm('empty.txt', ''))).toEqual([422, 'invalid-input'])
  const without = fileForm('x.txt', 'x')
  without.delete('file')
  expect(await refused(without)).toEqual([422, 'invalid-input'])
  expect(await refused(fileForm('x.txt', 'x', { relation: 'proves' }))).toEqual([422, 'invalid-input'])
})

test.each([
  ['a field that is misspelt', { confidental: 'true' }, 'confidental'],
  ['a “confidential” that is neither true nor false', { confidential: 'yes' }, 'confidential'],
  ['a link beside a file', { url: 'https://stet.example' }, 'url'],
])('[AP-4] %s is refused by its name, and no file is kept', async (_what, fields, field) => {
  const response = await invoke(OPERATIONS.addEvidence, {
    params: { id: world.claimId },
    rawBody: fileForm('secret.txt', 'Who said it.', fields),
    headers: browser(newsroom.cookies.checker),
  })
  const { errors } = z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(await response.json())
  expect([response.status, errors.map((error) => error.field)]).toEqual([422, [field]])
})

test('[AP-4] a field that is sent twice is refused rather than read once', async () => {
  const rawBody = fileForm('secret.txt', 'Who said it.', { confidential: 'true' })
  rawBody.append('confidential', 'false')
  const response = await invoke(OPERATIONS.addEvidence, { params: { id: world.claimId }, rawBody, headers: browser(newsroom.cookies.checker) })
  expect([response.status, await response.json()]).toEqual([
    422,
    expect.objectContaining({ errors: [{ field: 'confidential', message: 'Must be sent once.' }] }),
  ])
})

test('[CL-7j] who may not add evidence leaves no file behind', async () => {
  const response = await invoke(OPERATIONS.addEvidence, {
    params: { id: world.claimId },
    rawBody: fileForm('foreign.txt', 'From outside.'),
    headers: browser(newsroom.cookies.outsider),
  })
  expect(response.status).toBe(404)
  const { fileStore } = await import('#lib/files/shared-store.ts')
  expect(await fileStore().get(sha256Hex('From outside.'))).toBe(null)
})
