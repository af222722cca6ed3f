/**
 * Copy from elsewhere as a new document. Whatever the source holds, only what the schema knows comes out, so no
 * separate sanitiser is needed; claims and comments of another document are left behind, because their ids mean
 * nothing here. Runs on the server.
 */
import { DOMParser } from '@tiptap/pm/model'
import type { ContentMatch, Node } from '@tiptap/pm/model'
import { AppError } from '#lib/domain/errors.ts'
import type { DocJson, NodeJson } from './doc-json.ts'
import { isReadable } from './html-bounds.ts'
import { readDocument } from './read.ts'
import { schema } from './schema.ts'
import { asDocJson } from './ydoc.ts'

export interface ImportedCopy {
  /** Becomes the headline; a first heading that only repeats it is dropped. */
  title: string
  content: string
}

/**
 * Paragraphs are separated by blank lines, and a single line end inside one is a space; in a text without any
 * blank line each line is a paragraph. No-break spaces are kept.
 */
export function importText({ title, content }: ImportedCopy): DocJson {
  const copy = storable(content)
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/^\n+|\n+$/gu, '')
  const separator = /\n[ \t]*\n/.test(copy) ? /\n[ \t]*\n\s*?(?=\S|$)/u : /\n/u
  const paragraphs = copy.split(separator).map((paragraph) => trimmed(paragraph.replace(/[ \t]*\n[ \t]*/gu, ' ')))
  return article(title, [], paragraphs.filter((text) => text !== '').map(paragraphOf))
}

/** CommonMark with tables and strike-through. HTML inside is taken as text. */
export async function importMarkdown({ title, content }: ImportedCopy): Promise<DocJson> {
  const { default: MarkdownIt } = await import('markdown-it')
  return importHtml({ title, content: new MarkdownIt({ html: false }).render(storable(content)) })
}

/**
 * Reads HTML as a browser would, without running or loading anything. Unknown elements leave their text; scripts,
 * styles and drawings leave nothing. Throws `invalid-input` where too much is nested to be read at once.
 */
export async function importHtml({ title, content }: ImportedCopy): Promise<DocJson> {
  if (!isReadable(content)) throw new AppError('invalid-input', { errors: [{ field: 'content', message: TOO_INTRICATE }] })
  const { JSDOM } = await import('jsdom')
  const { window } = new JSDOM(storable(content))
  try {
    const { body } = window.document
    for (const element of body.querySelectorAll(WITHOUT_COPY)) element.remove()
    const [headline] = takeOut(body, 'h1[data-headline]', 'headline')
    const [standfirst] = takeOut(body, 'p[data-standfirst]', 'standfirst')
    const shown = trimmed(title) || textOf(headline)
    const blocks = blocksOf(body)
      .flatMap(splitAtDoubleBreaks)
      .filter((block) => block.type !== 'paragraph' || block.content)
    return article(shown, standfirst?.content ?? [], repeats(blocks[0], shown) ? blocks.slice(1) : blocks)
  } finally {
    window.close()
  }
}

const TOO_INTRICATE = 'Too many elements stand within each other. Paste the text alone, or save it from another program first.'

const WITHOUT_COPY = 'script, style, template, noscript, svg, math, iframe, object'

/** Parses the elements by themselves and takes them out of the page. */
function takeOut(body: HTMLElement, selector: string, type: 'headline' | 'standfirst'): NodeJson[] {
  return Array.from(body.querySelectorAll(selector), (element) => {
    element.remove()
    return parsed(DOMParser.fromSchema(schema).parse(element, { topNode: schema.node(type) }))
  })
}

/** The parser fills nothing in before a block, so it starts where the body of an article starts. */
function blocksOf(body: HTMLElement): NodeJson[] {
  const afterHead = ['headline', 'standfirst'].reduce<ContentMatch | null>((match, name) => {
    const type = schema.nodes[name]
    return match && type ? match.matchType(type) : null
  }, schema.topNodeType.contentMatch)
  if (!afterHead) throw new Error('an article begins with a headline and a standfirst')
  return parsed(DOMParser.fromSchema(schema).parse(body, { topNode: schema.topNodeType.create(), topMatch: afterHead })).content ?? []
}

// ProseMirror types `toJSON` as any.
function parsed(node: Node): NodeJson {
  const json: NodeJson = node.toJSON()
  return withoutAnchors(json)
}

function article(title: string, standfirst: readonly NodeJson[], blocks: readonly NodeJson[]): DocJson {
  const headline = trimmed(storable(title).replace(/\s*[\r\n]+\s*/gu, ' '))
  const doc: DocJson = {
    type: 'doc',
    content: [
      { type: 'headline', ...(headline && { content: [{ type: 'text', text: headline }] }) },
      { type: 'standfirst', ...(standfirst.length > 0 && { content: [...standfirst] }) },
      ...(blocks.length > 0 ? blocks : [{ type: 'paragraph' }]),
    ],
  }
  return asDocJson(readDocument(doc).doc.toJSON())
}

function paragraphOf(text: string): NodeJson {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}

function withoutAnchors(node: NodeJson): NodeJson {
  const { marks, content, ...rest } = node
  return {
    ...rest,
    ...(marks && { marks: marks.filter((mark) => mark.type !== 'claim' && mark.type !== 'comment') }),
    ...(content && { content: content.map(withoutAnchors) }),
  }
}

/** Many systems write two line breaks for a new paragraph. */
function splitAtDoubleBreaks(block: NodeJson): NodeJson[] {
  if (block.type !== 'paragraph' || !block.content) return [block]
  const paragraphs: NodeJson[][] = [[]]
  for (const [index, child] of block.content.entries()) {
    const isBreak = child.type === 'hardBreak'
    const beside = isBreak && [block.content[index - 1], block.content[index + 1]].some((node) => node === undefined || node.type === 'hardBreak')
    if (!beside) paragraphs.at(-1)?.push(child)
    else if (paragraphs.at(-1)?.length) paragraphs.push([])
  }
  return paragraphs.filter((content) => content.length > 0).map((content) => ({ ...block, content }))
}

function repeats(block: NodeJson | undefined, title: string): boolean {
  return block?.type === 'heading' && textOf(block).trim() === title
}

function textOf(node: NodeJson | undefined): string {
  return node?.text ?? node?.content?.map(textOf).join('') ?? ''
}

/** Without what no text can hold: NUL and the other controls, and halves of surrogate pairs. */
function storable(text: string): string {
  return text.replace(/(?![\t\n\f\r])\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, '\ufffd')
}

// Only what cannot be seen at an edge: a no-break space was put there on purpose.
function trimmed(text: string): string {
  return text.replace(/^[ \t\n]+|[ \t\n]+$/gu, '')
}
