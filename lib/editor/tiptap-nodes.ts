/**
 * Tiptap's blocks, held to values that the server accepts. What a person pastes may carry any attribute; here it
 * is brought into range, so that no paste makes an update which is then refused.
 */
import { Heading as TiptapHeading } from '@tiptap/extension-heading'
import { OrderedList as TiptapOrderedList } from '@tiptap/extension-list'
import { TableCell as TiptapTableCell, TableHeader as TiptapTableHeader } from '@tiptap/extension-table'
import { READ_BY_RULE } from './nodes.ts'

export const HEADING_LEVELS = [2, 3, 4] as const

/** Level 1 is the headline's alone: pasted h1 become level 2, h5 and h6 level 4. */
export const Heading = TiptapHeading.extend({
  addAttributes: () => ({ level: { ...READ_BY_RULE, default: HEADING_LEVELS[0], rendered: false } }),
  parseHTML: () => [
    { tag: 'h1', attrs: { level: 2 } },
    { tag: 'h2', attrs: { level: 2 } },
    { tag: 'h3', attrs: { level: 3 } },
    { tag: 'h4', attrs: { level: 4 } },
    { tag: 'h5', attrs: { level: 4 } },
    { tag: 'h6', attrs: { level: 4 } },
  ],
}).configure({ levels: [...HEADING_LEVELS] })

export const LIST_TYPES = ['1', 'a', 'A', 'i', 'I'] as const
const MAX_LIST_START = 1_000_000

export const OrderedList = TiptapOrderedList.extend({
  addAttributes: () => ({
    start: { default: 1, parseHTML: (element: HTMLElement) => whole(element.getAttribute('start'), 1, MAX_LIST_START) },
    type: {
      default: null,
      parseHTML: (element: HTMLElement) => LIST_TYPES.find((type) => type !== '1' && type === element.getAttribute('type')) ?? null,
    },
  }),
})

export const MAX_CELL_SPAN = 100
export const CELL_ALIGNMENTS = ['left', 'right', 'center'] as const

const CELL_CONTENT = '(paragraph | bulletList | orderedList)+'

const cellAttributes = () => ({
  colspan: { default: 1, parseHTML: (cell: HTMLElement) => whole(cell.getAttribute('colspan'), 1, MAX_CELL_SPAN) },
  rowspan: { default: 1, parseHTML: (cell: HTMLElement) => whole(cell.getAttribute('rowspan'), 1, MAX_CELL_SPAN) },
  // Columns are as wide as their content; the table commands still expect the attribute.
  colwidth: { default: null, rendered: false, parseHTML: () => null },
  align: {
    default: null,
    parseHTML: (cell: HTMLElement) => CELL_ALIGNMENTS.find((align) => align === (cell.style.textAlign || cell.getAttribute('align'))) ?? null,
    renderHTML: ({ align }: Record<string, unknown>) => (typeof align === 'string' ? { style: `text-align: ${align}` } : {}),
  },
})

export const TableCell = TiptapTableCell.extend({ content: CELL_CONTENT, addAttributes: cellAttributes })
export const TableHeader = TiptapTableHeader.extend({ content: CELL_CONTENT, addAttributes: cellAttributes })

function whole(text: string | null, min: number, max: number): number {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isNaN(value) ? min : Math.min(Math.max(value, min), max)
}
