/**
 * The copy for readers: HTML for the public page, plain text and Markdown. What is about the copy (claims,
 * comments, notes) is not in it. HTML is written element by element from a closed list, and every text and
 * attribute is escaped, so nothing from a document reaches a page as markup.
 */
import type { Node } from '@tiptap/pm/model'
import { defaultMarkdownSerializer, MarkdownSerializer } from 'prosemirror-markdown'
import type { MarkdownSerializerState } from 'prosemirror-markdown'
import { canonicalDocument } from './canonical.ts'
import type { DocJson, MarkJson, NodeJson } from './doc-json.ts'
import { schema } from './schema.ts'
import { isEmbedUrl, isImageSrc, isLinkHref } from './urls.ts'

/** Headline, standfirst and body as HTML. */
export function toHtml(doc: DocJson): string {
  return canonicalDocument(doc).content.map(htmlOf).join('\n')
}

/** The blocks below headline and standfirst as HTML. */
export function bodyToHtml(doc: DocJson): string {
  return canonicalDocument(doc)
    .content.filter((block) => !isHead(block))
    .map(htmlOf)
    .join('\n')
}

/** Headline, standfirst and body as plain text, blocks separated by blank lines. */
export function toText(doc: DocJson): string {
  return canonicalDocument(doc)
    .content.map(textOfBlock)
    .filter((text) => text !== '')
    .join('\n\n')
}

/** The headline as plain text. */
export function headlineText(doc: DocJson): string {
  return doc.content
    .filter((block) => block.type === 'headline')
    .map(inlineText)
    .join(' ')
}

/** The standfirst as plain text; empty when there is none. */
export function standfirstText(doc: DocJson): string {
  return doc.content
    .filter((block) => block.type === 'standfirst')
    .map(inlineText)
    .join(' ')
}

/**
 * CommonMark with tables and strike-through: the headline as a heading of level 1, the standfirst as the first
 * paragraph. What Markdown cannot say (underline, sub- and superscript, credits) is left as plain text.
 */
export function toMarkdown(doc: DocJson): string {
  return markdown.serialize(schema.nodeFromJSON(canonicalDocument(doc)))
}

const HTML_MARKS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
  code: 'code',
}

function htmlOf(node: NodeJson): string {
  const inner = () => (node.content ?? []).map(htmlOf).join('')
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce(htmlOfMark, escape(node.text ?? ''))
    case 'headline':
      return `<h1 data-headline dir="auto">${inner()}</h1>`
    case 'standfirst':
      return node.content ? `<p data-standfirst dir="auto">${inner()}</p>` : ''
    case 'paragraph':
      return `<p dir="auto">${inner()}</p>`
    case 'heading': {
      const level = node.attrs?.level === 3 || node.attrs?.level === 4 ? node.attrs.level : 2
      return `<h${level} dir="auto">${inner()}</h${level}>`
    }
    case 'bulletList':
      return `<ul>${inner()}</ul>`
    case 'orderedList':
      return `<ol${attribute('start', node.attrs?.start)}${attribute('type', node.attrs?.type)}>${inner()}</ol>`
    case 'listItem':
      return `<li>${inner()}</li>`
    case 'blockquote':
      return `<blockquote>${inner()}</blockquote>`
    case 'pullQuote':
      return `<aside data-pull-quote dir="auto">${inner()}</aside>`
    case 'image':
      return htmlOfImage(node)
    case 'caption':
      return inner()
    case 'embed':
      return htmlOfEmbed(node)
    case 'table':
      return `<table><tbody>${inner()}</tbody></table>`
    case 'tableRow':
      return `<tr>${inner()}</tr>`
    case 'tableHeader':
    case 'tableCell':
      return htmlOfCell(node, inner())
    case 'horizontalRule':
      return '<hr>'
    case 'hardBreak':
      return '<br>'
    default:
      throw new Error(`no rendering for the node type ${node.type}`)
  }
}

function htmlOfMark(inner: string, mark: MarkJson): string {
  if (mark.type === 'link') {
    const href = mark.attrs?.href
    if (!isLinkHref(href)) return inner
    return `<a${attribute('href', href)}${attribute('title', mark.attrs?.title)} rel="noopener noreferrer nofollow">${inner}</a>`
  }
  const element = Object.hasOwn(HTML_MARKS, mark.type) ? HTML_MARKS[mark.type] : undefined
  if (element === undefined) throw new Error(`no rendering for the mark type ${mark.type}`)
  return `<${element}>${inner}</${element}>`
}

function htmlOfImage(node: NodeJson): string {
  const { src, alt, credit, rights } = node.attrs ?? {}
  if (!isImageSrc(src)) return ''
  const line = [credit, rights].filter((text) => typeof text === 'string' && text !== '').join(' · ')
  const creditLine = line === '' ? '' : ` <small data-credit-line>${escape(line)}</small>`
  const caption = `${(node.content ?? []).map(htmlOf).join('')}${creditLine}`
  const shown = caption === '' ? '' : `<figcaption dir="auto">${caption}</figcaption>`
  const img = `<img${attribute('src', src)} alt="${escape(typeof alt === 'string' ? alt : '')}" loading="lazy">`
  return `<figure data-image${attribute('data-credit', credit)}${attribute('data-rights', rights)}>${img}${shown}</figure>`
}

function htmlOfEmbed(node: NodeJson): string {
  const url = node.attrs?.url
  if (!isEmbedUrl(url)) return ''
  return `<div${attribute('data-embed', url)}><a${attribute('href', url)} rel="noopener noreferrer nofollow">${escape(url)}</a></div>`
}

function htmlOfCell(node: NodeJson, inner: string): string {
  const element = node.type === 'tableHeader' ? 'th' : 'td'
  const { colspan, rowspan, align } = node.attrs ?? {}
  return `<${element}${attribute('colspan', colspan)}${attribute('rowspan', rowspan)}${attribute('align', align)}>${inner}</${element}>`
}

function attribute(name: string, value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? ` ${name}="${escape(String(value))}"` : ''
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}

function textOfBlock(node: NodeJson): string {
  const blocks = node.content ?? []
  switch (node.type) {
    case 'bulletList':
      return blocks.map((item) => indented(textOfBlock(item), '- ')).join('\n')
    case 'orderedList': {
      const start = typeof node.attrs?.start === 'number' ? node.attrs.start : 1
      return blocks.map((item, index) => indented(textOfBlock(item), `${start + index}. `)).join('\n')
    }
    case 'listItem':
    case 'blockquote':
    case 'tableCell':
    case 'tableHeader':
      return blocks.map(textOfBlock).join('\n')
    case 'table':
      return blocks.map((row) => (row.content ?? []).map((cell) => textOfBlock(cell).replaceAll('\n', ' ')).join('\t')).join('\n')
    case 'image':
      return blocks.map(inlineText).join('')
    case 'embed':
      return typeof node.attrs?.url === 'string' ? node.attrs.url : ''
    case 'horizontalRule':
      return '* * *'
    default:
      return inlineText(node)
  }
}

function indented(text: string, mark: string): string {
  return mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`)
}

function inlineText(node: NodeJson): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? node.content?.map(inlineText).join('') ?? ''
}

function isHead({ type }: NodeJson): boolean {
  return type === 'headline' || type === 'standfirst'
}

function block(state: MarkdownSerializerState, node: Node): void {
  state.renderInline(node)
  state.closeBlock(node)
}

const codeMark = defaultMarkdownSerializer.marks.code ?? { open: '`', close: '`', escape: false }
const bare = { open: '', close: '' }

const markdown = new MarkdownSerializer(
  {
    headline: (state, node) => {
      state.write('# ')
      block(state, node)
    },
    standfirst: (state, node) => {
      if (node.content.size > 0) block(state, node)
    },
    paragraph: block,
    heading: (state, node) => {
      state.write(`${'#'.repeat(Number(node.attrs.level))} `)
      block(state, node)
    },
    bulletList: (state, node) => state.renderList(node, '  ', () => '- '),
    orderedList: (state, node) => {
      const start = Number(node.attrs.start)
      state.renderList(node, '   ', (index) => `${start + index}. `)
    },
    listItem: (state, node) => state.renderContent(node),
    blockquote: (state, node) => state.wrapBlock('> ', null, node, () => state.renderContent(node)),
    pullQuote: (state, node) => state.wrapBlock('> ', null, node, () => block(state, node)),
    image: (state, node) => {
      if (isImageSrc(node.attrs.src)) state.write(`![${state.esc(String(node.attrs.alt ?? ''))}](${node.attrs.src.replace(/[()]/g, '\\$&')})`)
      state.closeBlock(node)
      state.renderContent(node)
    },
    caption: (state, node) => {
      if (node.content.size > 0) block(state, node)
    },
    embed: (state, node) => {
      if (isEmbedUrl(node.attrs.url)) state.write(`<${node.attrs.url}>`)
      state.closeBlock(node)
    },
    table: (state, node) => {
      state.write(pipeTable(node))
      state.closeBlock(node)
    },
    horizontalRule: (state, node) => {
      state.write('---')
      state.closeBlock(node)
    },
    hardBreak: (state) => state.write('\\\n'),
    text: (state, node) => state.text(node.text ?? ''),
  },
  {
    bold: { open: '**', close: '**', mixable: true, expelEnclosingWhitespace: true },
    italic: { open: '*', close: '*', mixable: true, expelEnclosingWhitespace: true },
    strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
    code: codeMark,
    link: {
      open: '[',
      close: (_state, mark) => `](<${String(mark.attrs.href).replace(/[<>]/g, encodeURIComponent)}>)`,
    },
    underline: bare,
    subscript: bare,
    superscript: bare,
  },
)

function pipeTable(table: Node): string {
  const rows = table.content.content.map((row) => row.content.content.map((cell) => cell.textBetween(0, cell.content.size, ' ', ' ').replaceAll('|', '\\|')))
  const columns = Math.max(1, ...rows.map((row) => row.length))
  const line = (cells: readonly string[]) => `| ${Array.from({ length: columns }, (_, index) => cells[index] ?? '').join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), line(Array.from({ length: columns }, () => '---')), ...rest.map(line)].join('\n')
}
