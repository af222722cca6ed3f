/** What the toolbar and the shortcuts list offer on the copy, as one table. */
import type { Editor } from '@tiptap/core'
import {
  Bold,
  Code,
  Heading2,
  Heading3,
  Heading4,
  Italic,
  List,
  ListOrdered,
  MessageSquareQuote,
  Minus,
  Pilcrow,
  Quote,
  Redo2,
  StickyNote,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  Underline,
  Undo2,
  type LucideIcon,
} from 'lucide-react'

export const COMMAND_IDS = [
  'undo',
  'redo',
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'subscript',
  'superscript',
  'paragraph',
  'heading2',
  'heading3',
  'heading4',
  'bulletList',
  'orderedList',
  'blockquote',
  'pullQuote',
  'note',
  'horizontalRule',
  'table',
] as const
export type CommandId = (typeof COMMAND_IDS)[number]

/** The styles of a plain text block. */
export const STYLE_IDS = ['paragraph', 'heading2', 'heading3', 'heading4'] as const satisfies readonly CommandId[]

export interface EditorCommand {
  icon: LucideIcon
  /** As in a ProseMirror keymap ("Mod-b"); null: by button only. */
  shortcut: string | null
  run: (editor: Editor) => void
  /** Whether it would do something at the present selection. */
  can: (editor: Editor) => boolean
  /** Whether the selection has it; absent for what is not a state. */
  isActive?: (editor: Editor) => boolean
}

export const COMMANDS: Readonly<Record<CommandId, EditorCommand>> = {
  undo: { icon: Undo2, shortcut: 'Mod-z', run: (e) => e.chain().focus().undo().run(), can: (e) => e.can().undo() },
  redo: { icon: Redo2, shortcut: 'Mod-Shift-z', run: (e) => e.chain().focus().redo().run(), can: (e) => e.can().redo() },
  bold: mark('bold', Bold, 'Mod-b'),
  italic: mark('italic', Italic, 'Mod-i'),
  underline: mark('underline', Underline, 'Mod-u'),
  strike: mark('strike', Strikethrough, 'Mod-Shift-s'),
  code: mark('code', Code, 'Mod-e'),
  subscript: mark('subscript', Subscript, 'Mod-,'),
  superscript: mark('superscript', Superscript, 'Mod-.'),
  paragraph: textBlock('paragraph', Pilcrow, 'Mod-Alt-0'),
  heading2: heading(2, Heading2),
  heading3: heading(3, Heading3),
  heading4: heading(4, Heading4),
  bulletList: {
    icon: List,
    shortcut: 'Mod-Shift-8',
    run: (e) => e.chain().focus().toggleBulletList().run(),
    can: (e) => isIn(e, 'body', 'cell'),
    isActive: (e) => e.isActive('bulletList'),
  },
  orderedList: {
    icon: ListOrdered,
    shortcut: 'Mod-Shift-7',
    run: (e) => e.chain().focus().toggleOrderedList().run(),
    can: (e) => isIn(e, 'body', 'cell'),
    isActive: (e) => e.isActive('orderedList'),
  },
  blockquote: {
    icon: Quote,
    shortcut: 'Mod-Shift-b',
    run: (e) => e.chain().focus().toggleBlockquote().run(),
    can: (e) => isIn(e, 'body'),
    isActive: (e) => e.isActive('blockquote'),
  },
  pullQuote: textBlock('pullQuote', MessageSquareQuote, null),
  note: textBlock('note', StickyNote, null),
  horizontalRule: {
    icon: Minus,
    shortcut: null,
    run: (e) => e.chain().focus().setHorizontalRule().run(),
    can: (e) => isIn(e, 'body'),
  },
  table: {
    icon: Table,
    shortcut: null,
    run: (e) => e.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    can: (e) => isIn(e, 'body'),
    isActive: (e) => e.isActive('table'),
  },
}

export const TABLE_COMMAND_IDS = ['addRowAfter', 'addColumnAfter', 'deleteRow', 'deleteColumn', 'toggleHeaderRow', 'deleteTable'] as const
export type TableCommandId = (typeof TABLE_COMMAND_IDS)[number]

export function runTableCommand(editor: Editor, id: TableCommandId): void {
  editor.chain().focus()[id]().run()
}

/** A keymap's name of a key as the interface writes it: "Mod-Shift-z" is "mod+shift+z". */
export function kbdOf(shortcut: string): string {
  return shortcut.toLowerCase().split('-').join('+')
}

type Place = 'head' | 'caption' | 'cell' | 'body' | 'none'

/**
 * Where the caret is, as far as it decides what may stand there. Asked after every key for every button, so it
 * reads the caret's own ancestors and tries nothing out.
 */
function placeOf({ state }: Editor): Place {
  const { $from } = state.selection
  if (!$from.parent.inlineContent) return 'none'
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name } = $from.node(depth).type
    if (name === 'headline' || name === 'standfirst') return 'head'
    if (name === 'caption') return 'caption'
    if (name === 'tableCell' || name === 'tableHeader') return 'cell'
  }
  return 'body'
}

function isIn(editor: Editor, ...places: readonly Place[]): boolean {
  return places.includes(placeOf(editor))
}

function mark(name: string, icon: LucideIcon, shortcut: string): EditorCommand {
  return {
    icon,
    shortcut,
    run: (e) => e.chain().focus().toggleMark(name).run(),
    can: (e) => !isIn(e, 'none'),
    isActive: (e) => e.isActive(name),
  }
}

function textBlock(name: 'paragraph' | 'pullQuote' | 'note', icon: LucideIcon, shortcut: string | null): EditorCommand {
  return {
    icon,
    shortcut,
    run: (e) => e.chain().focus().toggleNode(name, 'paragraph').run(),
    can: (e) => isIn(e, 'body'),
    isActive: (e) => e.isActive(name),
  }
}

function heading(level: 2 | 3 | 4, icon: LucideIcon): EditorCommand {
  return {
    icon,
    shortcut: `Mod-Alt-${level}`,
    run: (e) => e.chain().focus().toggleHeading({ level }).run(),
    can: (e) => isIn(e, 'body'),
    isActive: (e) => e.isActive('heading', { level }),
  }
}
