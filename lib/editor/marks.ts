/**
 * Marks beyond bold and italic. A claim and a comment only anchor an id that the server issued; they exclude
 * nothing, so any number of them may lie over the same words, and typing at their edge does not extend them.
 */
import { Mark } from '@tiptap/core'
import { Code as TiptapCode } from '@tiptap/extension-code'
import { Link as TiptapLink } from '@tiptap/extension-link'
import { MAX_ATTRIBUTE_LENGTH, READ_BY_RULE } from './nodes.ts'
import { isLinkHref } from './urls.ts'

export const Claim = anchorMark('claim')
export const Comment = anchorMark('comment')

/** Tiptap's code mark throws out every other mark, which would drop claims from the words it is put on. */
export const Code = TiptapCode.extend({ excludes: 'code' })

/**
 * Links keep an address and a title. Where they open and what `rel` says is the page's affair, so it is not in
 * the document and not in its hash.
 */
export const Link = TiptapLink.extend({
  addAttributes: () => ({
    href: { default: null },
    title: { default: null, parseHTML: (link: HTMLElement) => link.getAttribute('title')?.slice(0, MAX_ATTRIBUTE_LENGTH) ?? null },
  }),
}).configure({
  autolink: false,
  openOnClick: false,
  isAllowedUri: (url) => isLinkHref(url),
  HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
})

/** The shape of a claim's or comment's id; whether it exists only the server knows. */
export function isAnchorId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id)
}

function anchorMark(name: 'claim' | 'comment') {
  const attribute = `data-${name}`
  return Mark.create({
    name,
    excludes: '',
    inclusive: false,
    addAttributes: () => ({
      id: {
        ...READ_BY_RULE,
        renderHTML: (attrs: Record<string, unknown>) => ({ [attribute]: attrs.id }),
      },
    }),
    parseHTML: () => [
      {
        tag: `span[${attribute}]`,
        getAttrs: (element) => {
          const id = element.getAttribute(attribute)
          return isAnchorId(id) ? { id } : false
        },
      },
    ],
    renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
  })
}
