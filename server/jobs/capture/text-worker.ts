/** The thread of read-text.ts: scripts of a page are never run, nothing that it points to is loaded. Each reader is loaded when it is needed: the thread starts for every text. */
import { parentPort, workerData } from 'node:worker_threads'
import { isWordDocument } from '#lib/domain/evidence/media.ts'
import { utf16Of } from '#lib/files/utf16.ts'
import { assertUnpacksWithin } from '#lib/web/unzipped.ts'
import type { ReadText, TextSource } from './read-text.ts'

async function read({ mediaType, contentType, bytes, url }: TextSource): Promise<ReadText> {
  if (mediaType === 'application/pdf') return await readPdf(bytes)
  if (isWordDocument(mediaType)) return await readWord(Buffer.from(bytes))
  if (mediaType === 'text/plain') return { title: null, text: decode(bytes, contentType) }
  return await readHtml(bytes, contentType, url)
}

const MAX_UNPACKED = 128 * 1024 * 1024

async function readWord(buffer: Buffer): Promise<ReadText> {
  const { default: mammoth } = await import('mammoth')
  assertUnpacksWithin(buffer, MAX_UNPACKED)
  return { title: null, text: (await mammoth.extractRawText({ buffer })).value }
}

async function readPdf(bytes: Uint8Array): Promise<ReadText> {
  const { extractText, getDocumentProxy, getMeta } = await import('unpdf')
  const pdf = await getDocumentProxy(bytes)
  const { text } = await extractText(pdf, { mergePages: false })
  const { info } = await getMeta(pdf)
  const title: unknown = info['Title']
  return { title: typeof title === 'string' && title.trim() !== '' ? title : null, text: text.join('\n\f\n') }
}

async function readHtml(bytes: Uint8Array, contentType: string, url: string): Promise<ReadText> {
  const [{ JSDOM, VirtualConsole }, { Readability }] = await Promise.all([import('jsdom'), import('@mozilla/readability')])
  const { window } = new JSDOM(Buffer.from(bytes), { url, contentType, virtualConsole: new VirtualConsole() })
  const { document } = window
  const fallback = { title: document.title || null, text: textOf(document.body) }
  const article = new Readability(document).parse()
  if (!article?.content) return fallback
  const { body } = new JSDOM(article.content).window.document
  return { title: article.title || fallback.title, text: textOf(body) }
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL'.split(' '),
)
const UNSEEN = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'IFRAME', 'OBJECT'])

/** Text with the breaks that a reader sees. Without recursion: a page may nest as deep as it likes. */
function textOf(root: Element): string {
  const parts: string[] = []
  let node: Node | null = root
  while (node !== null) {
    const entered: Node = node
    const { nodeName } = entered
    if (entered.nodeType === 3) parts.push((entered.nodeValue ?? '').replaceAll(/\s+/g, ' '))
    if (nodeName === 'BR') parts.push('\n')
    if (nodeName === 'TD' || nodeName === 'TH') parts.push(' ')
    if (BLOCKS.has(nodeName)) parts.push('\n\n')
    if (entered.firstChild !== null && !UNSEEN.has(nodeName)) {
      node = entered.firstChild
      continue
    }
    let climbing: Node | null = entered
    while (climbing !== null && climbing !== root && climbing.nextSibling === null) {
      climbing = climbing.parentNode
      if (climbing !== null && BLOCKS.has(climbing.nodeName)) parts.push('\n\n')
    }
    node = climbing === null || climbing === root ? null : climbing.nextSibling
  }
  return parts.join('').replaceAll(/ *\n */g, '\n')
}

function decode(bytes: Uint8Array, contentType: string): string {
  const charset = utf16Of(bytes) ?? /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

// What the thread is given is ours, made by read-text.ts.
parentPort?.postMessage(await read(workerData as TextSource))
