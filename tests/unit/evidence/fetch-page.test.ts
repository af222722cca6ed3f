import { createHash } from 'node:crypto'
import type { lookup } from 'node:dns'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchPage, type FetchOptions } from '#server/jobs/capture/fetch-page.ts'
import { html, openSite, redirect, type TestSite } from '#tests/support/test-site.ts'

let site: TestSite
let inside: TestSite

beforeEach(async () => {
  ;[site, inside] = await Promise.all([openSite(), openSite({ '/': html('The secret of the inside.') })])
})

afterEach(async () => {
  await Promise.all([site.close(), inside.close()])
})

function options(given: Partial<FetchOptions> = {}): FetchOptions {
  const limits = { captureBytes: 100_000, captureMs: 10_000, captureRedirects: 3, ...given.limits }
  return { allowed: [site.host], signal: AbortSignal.timeout(20_000), ...given, limits }
}

/** A name server of ours: each call answers with the next of these addresses. */
function resolver(...answers: string[][]): typeof lookup {
  let asked = 0
  const resolve = (_name: string, _options: unknown, callback: (error: null, addresses: { address: string; family: number }[]) => void) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  // Of the many forms of `lookup` the program uses this one.
  return resolve as unknown as typeof lookup
}

test('[CL-7d] a page is fetched through its redirects, with its final address and the hash of its bytes', async () => {
  site.pages = { '/old': redirect('/new'), '/new': html('<p>Twenty million tonnes.</p>') }
  const { finalUrl, mediaType, bytes, sha256 } = await fetchPage(`${site.url}/old`, options())
  expect({ finalUrl, mediaType }).toEqual({ finalUrl: `${site.url}/new`, mediaType: 'text/html' })
  expect(Buffer.from(bytes).toString()).toContain('Twenty million tonnes.')
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('[CL-7d] a compressed page is unpacked within the bound', async () => {
  const send = (content: string) => (_: unknown, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(content))
  site.pages = { '/': send('<p>small</p>'), '/bomb': send('x'.repeat(5_000_000)) }
  expect(Buffer.from((await fetchPage(`${site.url}/`, options())).bytes).toString()).toBe('<p>small</p>')
  await expect(fetchPage(`${site.url}/bomb`, options())).rejects.toMatchObject({ failure: 'too-large' })
})

test('[CL-7f] a page of the open internet cannot lead inside by a redirect', async () => {
  site.pages = { '/': redirect(`${inside.url}/`), '/metadata': redirect('http://169.254.169.254/latest/meta-data/'), '/file': redirect('file:///etc/passwd') }
  await expect(fetchPage(`${site.url}/`, options())).rejects.toMatchObject({ failure: 'port' })
  await expect(fetchPage(`${site.url}/metadata`, options())).rejects.toMatchObject({ failure: 'private-address' })
  await expect(fetchPage(`${site.url}/file`, options())).rejects.toMatchObject({ failure: 'scheme' })
  expect(inside.asked).toEqual([])
})

test('[CL-7f] a name that resolves to an inside address is not connected to, whichever of its addresses it is', async () => {
  for (const addresses of [['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['93.184.216.34', '10.0.0.1']]) {
    await expect(fetchPage('http://rebound.example:8080/', options({ resolve: resolver(addresses) }))).rejects.toMatchObject({ failure: 'private-address' })
  }
})

test('[CL-7f] a name that answers differently the second time gains nothing: it is looked up once, for the connection itself', async () => {
  // A check before and a lookup at the connection would see the public address first and connect to the other.
  const rebinding = resolver(['127.0.0.1'], ['93.184.216.34'])
  await expect(fetchPage('http://rebound.example:8080/', options({ resolve: rebinding }))).rejects.toMatchObject({ failure: 'private-address' })
  site.pages = { '/': redirect('http://second.example:8080/') }
  await expect(fetchPage(`${site.url}/`, options({ resolve: resolver(['127.0.0.1']) }))).rejects.toMatchObject({ failure: 'private-address' })
})

test('[CL-7f] nothing inside is asked without being named, and the host that is named is', async () => {
  await expect(fetchPage(`${inside.url}/`, options({ allowed: [] }))).rejects.toMatchObject({ failure: 'port' })
  expect(inside.asked).toEqual([])
  expect((await fetchPage(`${inside.url}/`, options({ allowed: [inside.host] }))).mediaType).toBe('text/html')
})

test('[CL-7d] a PDF is known by its bytes, whatever the server calls it', async () => {
  const sent = (type: string, bytes: string) => (_: unknown, response: ServerResponse) => response.writeHead(200, { 'content-type': type }).end(bytes)
  site.pages = { '/pdf': sent('application/octet-stream', '%PDF-1.7\n…'), '/exe': sent('application/octet-stream', 'MZ…') }
  expect((await fetchPage(`${site.url}/pdf`, options())).mediaType).toBe('application/pdf')
  await expect(fetchPage(`${site.url}/exe`, options())).rejects.toMatchObject({ failure: 'type' })
})

test('[CL-7d] what a source refuses or lacks is told with its reason', async () => {
  site.pages = {
    '/gone': (_, response) => response.writeHead(410).end(),
    '/video': (_, response) => response.writeHead(200, { 'content-type': 'video/mp4' }).end('…'),
    '/big': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(200_000)),
    '/round': redirect('/round'),
    '/slow': (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).write('and then'),
    '/broken': (request) => request.socket.destroy(),
  }
  const outcome = async (path: string) =>
    await fetchPage(site.url + path, options({ limits: { captureBytes: 100_000, captureMs: 1500, captureRedirects: 3 } })).catch((error: unknown) => error)
  expect(await outcome('/gone')).toMatchObject({ failure: 'status', detail: '410' })
  expect(await outcome('/video')).toMatchObject({ failure: 'type', detail: 'video/mp4' })
  expect(await outcome('/big')).toMatchObject({ failure: 'too-large' })
  expect(await outcome('/round')).toMatchObject({ failure: 'redirects' })
  expect(await outcome('/slow')).toMatchObject({ failure: 'too-slow' })
  expect(await outcome('/broken')).toMatchObject({ failure: 'unreachable' })
  expect(await fetchPage('http://nowhere.invalid/', options()).catch((error: unknown) => error)).toMatchObject({
    failure: expect.stringMatching(/no-such-host|unreachable/),
  })
})
