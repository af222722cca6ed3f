/** Between the document as JSON and the shared Y.Doc. Only the server writes a first state, and only once. */
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { DocJson } from './doc-json.ts'
import { readDocument } from './read.ts'
import { FRAGMENT, schema, SERVER_CLIENT_ID } from './schema.ts'

/**
 * The Yjs update that holds a new article's document, written under the server's client id. Throws a RangeError
 * when the JSON is not a document of this schema.
 */
export function initialState(json: DocJson): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = SERVER_CLIENT_ID
  prosemirrorToYXmlFragment(readDocument(json).doc, ydoc.getXmlFragment(FRAGMENT))
  const update = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return update
}

/** The document as every browser shows it. Never changes the Y.Doc. */
export function docToJson(ydoc: Y.Doc): DocJson {
  return asDocJson(readDocument(ydoc).doc.toJSON())
}

/**
 * Applies an update from the log to a server's copy of a document, changing nothing else. Plain `Y.applyUpdate`
 * also removes formatting that looks unused at that moment, as an edit of this copy's own. A browser sends that
 * edit to the others; on the server nobody would, and where text typed elsewhere then arrives inside the removed
 * formatting, the server would show it plain and hash it so, and everyone else would not.
 */
export function applyLogged(ydoc: Y.Doc, update: Uint8Array, origin: unknown = 'log'): void {
  ydoc.transact((transaction) => {
    Y.applyUpdate(ydoc, update, origin)
    // Yjs cleans up after transactions that are not local; nothing else of Yjs asks for it.
    transaction.local = true
  }, origin)
}

/** A document with a headline, an optional standfirst and one empty paragraph. */
export function emptyDoc({ headline, standfirst = '' }: { headline: string; standfirst?: string }): DocJson {
  const text = (copy: string) => (copy === '' ? [] : [schema.text(copy)])
  const doc = schema.node('doc', null, [
    schema.node('headline', null, text(headline)),
    schema.node('standfirst', null, text(standfirst)),
    schema.node('paragraph'),
  ])
  return asDocJson(doc.toJSON())
}

/** Narrows what ProseMirror's `toJSON` (typed `any`) gave for a document node. */
export function asDocJson(json: unknown): DocJson {
  if (!isDocJson(json)) throw new Error('expected the JSON of a document node')
  return json
}

function isDocJson(json: unknown): json is DocJson {
  return typeof json === 'object' && json !== null && 'type' in json && json.type === 'doc' && 'content' in json && Array.isArray(json.content)
}
