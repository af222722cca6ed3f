/**
 * Fetches what a link leads to without becoming a way into the network that Stet stands in (CL-7f). The address is
 * checked where the connection is made, for each hop: the addresses that a name resolves to are the ones connected
 * to, so a name that answers differently the second time gains nothing.
 */
import { createHash } from 'node:crypto'
import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { fileTypeFromBuffer } from 'file-type'
import { Agent, request } from 'undici'
import { isAllowed, isPublicAddress, refusalOf } from '#lib/domain/evidence/address.ts'
import { isMostlyText } from '#lib/files/sniff.ts'
import { CaptureError } from '#lib/domain/evidence/capture.ts'

export interface FetchLimits {
  captureBytes: number
  captureMs: number
  captureRedirects: number
}

export interface FetchOptions {
  limits: FetchLimits
  /** Hosts of the newsroom's own network that may be captured; `host` or `host:port`. */
  allowed: readonly string[]
  signal: AbortSignal
  /** The resolver of names, for tests. */
  resolve?: typeof lookup
}

export interface Fetched {
  finalUrl: string
  mediaType: string
  /** As the server sent it, with its charset. */
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
  sha256: string
}

const PDF = 'application/pdf'
const READABLE = new Set(['text/html', 'application/xhtml+xml', 'text/plain', PDF])
/** Many servers say this of a PDF. */
const UNDECLARED = 'application/octet-stream'
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const HEADERS = {
  'user-agent': 'Stet/1.0 (capture of evidence; a person asked for this page)',
  accept: 'text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.1',
  'accept-encoding': 'gzip, deflate, br',
}

/** Throws CaptureError with the reason. */
export async function fetchPage(link: string, options: FetchOptions): Promise<Fetched> {
  const { limits, signal } = options
  const timed = AbortSignal.any([signal, AbortSignal.timeout(limits.captureMs)])
  let url = new URL(link)
  try {
    for (let hop = 0; hop <= limits.captureRedirects; hop += 1) {
      const answer = await ask(url, options, timed)
      if (!(answer instanceof URL)) return answer
      url = answer
    }
  } catch (error) {
    throw reasonFor(error, timed)
  }
  throw new CaptureError('redirects', String(limits.captureRedirects))
}

/** What the address holds, or where it sends us. */
async function ask(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Fetched | URL> {
  const refusal = refusalOf(url, options.allowed)
  if (refusal !== null) throw new CaptureError(refusal, url.host)
  const own = isAllowed(url, options.allowed)
  const agent = new Agent({ connect: { lookup: publicOnly(options.resolve ?? lookup, own), timeout: 10_000 }, maxHeaderSize: 32 * 1024 })
  try {
    const { statusCode, headers, body } = await request(url, { dispatcher: agent, signal, headers: HEADERS })
    // Whatever is left unread ends with the agent; its error is of no interest then.
    body.on('error', () => undefined)
    const location = first(headers['location'])
    if (REDIRECTS.has(statusCode) && location !== undefined) return new URL(location, url)
    if (statusCode < 200 || statusCode > 299) throw new CaptureError('status', String(statusCode))
    const contentType = first(headers['content-type']) ?? ''
    const declared = contentType.split(';')[0]!.trim().toLowerCase()
    if (!READABLE.has(declared) && declared !== UNDECLARED) throw new CaptureError('type', declared.slice(0, 100) || null)
    const bytes = await readWithin(body, first(headers['content-encoding']), options.limits.captureBytes)
    const found = (await fileTypeFromBuffer(bytes))?.mime
    const mediaType = found === PDF ? PDF : declared
    if (!READABLE.has(mediaType)) throw new CaptureError('type', mediaType)
    // A program or picture that is served as a page is none.
    if (mediaType !== PDF && !isMostlyText(bytes)) throw new CaptureError('type', found ?? 'application/octet-stream')
    const hash = createHash('sha256').update(bytes).digest('hex')
    return { finalUrl: url.href, mediaType, contentType, bytes, sha256: hash }
  } finally {
    await agent.destroy()
  }
}

/** The lookup that a connection is made with: a name of which any address is not public is not connected to. */
function publicOnly(resolve: typeof lookup, own: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      if (!own && addresses.some(({ address }) => !isPublicAddress(address))) return callback(new CaptureError('private-address', hostname), [])
      if (options.all) return callback(null, addresses)
      const [only]: (LookupAddress | undefined)[] = addresses
      return only ? callback(null, only.address, only.family) : callback(new CaptureError('no-such-host', hostname), [])
    })
  }
}

async function readWithin(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  const collect = new PassThrough()
  collect.on('data', (chunk: Uint8Array) => {
    length += chunk.byteLength
    if (length > maxBytes) collect.destroy(new CaptureError('too-large', `${Math.floor(maxBytes / 1024 / 1024)} MB`))
    else chunks.push(chunk)
  })
  const decoder = decoderOf(encoding)
  await (decoder ? pipeline(body, decoder, collect) : pipeline(body, collect))
  return new Uint8Array(Buffer.concat(chunks))
}

function decoderOf(encoding: string | undefined): NodeJS.ReadWriteStream | null {
  switch (encoding?.trim().toLowerCase() ?? 'identity') {
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new CaptureError('type', `encoding ${encoding?.slice(0, 50)}`)
  }
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/

function reasonFor(error: unknown, signal: AbortSignal): CaptureError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof CaptureError) return cause
  if (signal.aborted) return new CaptureError('too-slow')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'ENODATA') return new CaptureError('no-such-host')
  if (code.includes('TIMEOUT')) return new CaptureError('too-slow')
  if (CERTIFICATE.test(code)) return new CaptureError('certificate')
  if (code === 'ERR_INVALID_URL') return new CaptureError('redirects')
  return new CaptureError('unreachable', code || null)
}
