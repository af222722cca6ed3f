/**
 * The blocks that are this newsroom's own; paragraphs, lists, quotes and tables come from Tiptap. A picture is a
 * block around its caption, so that the caption is shared text in which a claim can be tagged, and so that no
 * "make this a heading" can turn the picture into something else.
 */
import { mergeAttributes, Node } from '@tiptap/core'
import { isEmbedUrl, isImageSrc } from './urls.ts'

/** Longest text in an attribute (alternative text, credit, title) that pasting keeps. */
export const MAX_ATTRIBUTE_LENGTH = 5_000

/**
 * An attribute that the node's parse rule reads. Tiptap would else read the HTML attribute of the same name over
 * it, unchecked and with "2022" made a number.
 */
export const READ_BY_RULE = { default: null, parseHTML: () => null }

export const Document = Node.create({
  name: 'doc',
  topNode: true,
  content: 'headline standfirst block+',
})

export const Headline = Node.create({
  name: 'headline',
  content: 'text*',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'h1[data-headline]', priority: 60 }],
  renderHTML: () => ['h1', { 'data-headline': '', dir: 'auto' }, 0],
})

export const Standfirst = Node.create({
  name: 'standfirst',
  content: 'text*',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'p[data-standfirst]', priority: 60 }],
  renderHTML: () => ['p', { 'data-standfirst': '', dir: 'auto' }, 0],
})

export const PullQuote = Node.create({
  name: 'pullQuote',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'aside[data-pull-quote]' }],
  renderHTML: () => ['aside', { 'data-pull-quote': '', dir: 'auto' }, 0],
})

/** An editorial note: shown to everyone who works on the article, in no output and in no hash. */
export const Note = Node.create({
  name: 'note',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'div[data-note]' }],
  renderHTML: () => ['div', { 'data-note': '', dir: 'auto' }, 0],
})

export const Image = Node.create({
  name: 'image',
  group: 'block',
  content: 'caption',
  isolating: true,
  draggable: true,
  addAttributes: () => ({
    src: READ_BY_RULE,
    alt: READ_BY_RULE,
    credit: READ_BY_RULE,
    rights: READ_BY_RULE,
  }),
  parseHTML: () => [
    {
      tag: 'figure',
      getAttrs: (figure) => imageAttrs(figure.querySelector('img'), figure),
      contentElement: (figure) => captionHolder(figure as Element),
    },
    { tag: 'img[src]', getAttrs: (img) => imageAttrs(img, img), contentElement: (img) => captionHolder(img as Element) },
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const src: unknown = node.attrs.src
    const alt = typeof node.attrs.alt === 'string' ? node.attrs.alt : ''
    const credit = typeof HTMLAttributes.credit === 'string' ? { 'data-credit': HTMLAttributes.credit } : {}
    const rights = typeof HTMLAttributes.rights === 'string' ? { 'data-rights': HTMLAttributes.rights } : {}
    const img = isImageSrc(src) ? ['img', { src, alt }] : ['img', { alt }]
    return ['figure', mergeAttributes({ 'data-image': '' }, credit, rights), img, ['div', { 'data-caption-slot': '' }, 0]]
  },
})

export const Caption = Node.create({
  name: 'caption',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'figcaption', context: 'image/' }],
  renderHTML: () => ['figcaption', { dir: 'auto' }, 0],
})

/** Something shown from elsewhere (a post, a video). Only its address is kept; how it is shown is the page's affair. */
export const Embed = Node.create({
  name: 'embed',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ url: READ_BY_RULE }),
  parseHTML: () => [
    {
      tag: 'div[data-embed]',
      getAttrs: (element) => {
        const url = element.getAttribute('data-embed')
        return isEmbedUrl(url) ? { url } : false
      },
    },
  ],
  renderHTML: ({ node }) => {
    const url: unknown = node.attrs.url
    return ['div', { 'data-embed': isEmbedUrl(url) ? url : '' }]
  },
})

function imageAttrs(img: Element | null, holder: Element): Record<string, string | null> | false {
  const src = img?.getAttribute('src') ?? null
  if (!img || (src !== null && !isImageSrc(src))) return false
  return {
    src,
    alt: shortText(img, 'alt'),
    credit: shortText(holder, 'data-credit'),
    rights: shortText(holder, 'data-rights'),
  }
}

function shortText(element: Element, attribute: string): string | null {
  return element.getAttribute(attribute)?.slice(0, MAX_ATTRIBUTE_LENGTH) || null
}

/** What is parsed into a picture: its caption alone, whatever else the figure holds. */
function captionHolder(figure: Element): HTMLElement {
  const holder = figure.ownerDocument.createElement('div')
  const caption = figure.querySelector('figcaption')
  if (caption) holder.append(caption.cloneNode(true))
  // A rendered picture shows its credit and rights beside the caption; they are attributes here.
  for (const line of holder.querySelectorAll('[data-credit-line]')) line.remove()
  return holder
}
