/**
 * The one schema of an article. The browser's editor adds collaboration, carets and placeholders to
 * `editorExtensions`; the server makes `schema` of the same list, so neither can know a node the other does not.
 * Any change that an older client could not read raises `SCHEMA_MAJOR`.
 */
import { getSchema } from '@tiptap/core'
import type { Extensions } from '@tiptap/core'
import { Subscript } from '@tiptap/extension-subscript'
import { Superscript } from '@tiptap/extension-superscript'
import { Table, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import type { Schema } from '@tiptap/pm/model'
import { KeepInStep } from './keep-in-step.ts'
import { HeadKeys } from './keys.ts'
import { Claim, Code, Comment, Link } from './marks.ts'
import { Caption, Document, Embed, Headline, Image, Note, PullQuote, Standfirst } from './nodes.ts'
import { HeadPaste } from './paste-into-head.ts'
import { Heading, OrderedList, TableCell, TableHeader } from './tiptap-nodes.ts'

export { FRAGMENT, SCHEMA_MAJOR, SERVER_CLIENT_ID } from './fragment.ts'

export const editorExtensions: Extensions = [
  StarterKit.configure({
    document: false,
    heading: false,
    code: false,
    codeBlock: false,
    link: false,
    orderedList: false,
    // Collaboration brings an undo of one's own changes.
    undoRedo: false,
    // It would append a paragraph on load, once for each client that opens the document.
    trailingNode: false,
  }),
  Document,
  Headline,
  Standfirst,
  Heading,
  OrderedList,
  PullQuote,
  Image,
  Caption,
  Embed,
  Note,
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  Link,
  Code,
  Subscript,
  Superscript,
  Claim,
  Comment,
  HeadKeys,
  HeadPaste,
  KeepInStep,
]

export const schema: Schema = getSchema(editorExtensions)
