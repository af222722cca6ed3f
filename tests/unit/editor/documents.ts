/** Small documents for the editor's tests. */
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { DocJson, MarkJson, NodeJson } from '#lib/editor/doc-json.ts'
import { FRAGMENT, schema } from '#lib/editor/schema.ts'

export function t(text: string, ...marks: (string | MarkJson)[]): NodeJson {
  const json = marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark))
  return json.length > 0 ? { type: 'text', text, marks: json } : { type: 'text', text }
}

export function claim(id: string): MarkJson {
  return { type: 'claim', attrs: { id } }
}

export function comment(id: string): MarkJson {
  return { type: 'comment', attrs: { id } }
}

export function p(...content: (NodeJson | string)[]): NodeJson {
  return block('paragraph', ...content)
}

export function block(type: string, ...content: (NodeJson | string)[]): NodeJson {
  return { type, content: content.map((child) => (typeof child === 'string' ? t(child) : child)) }
}

/** An article with a headline, a standfirst and the given body. */
export function article(...body: NodeJson[]): DocJson {
  return { type: 'doc', content: [block('headline', 'Putin in Tehran'), block('standfirst', 'Iran backs Moscow'), ...body] }
}

export function ydocOf(json: DocJson, clientID = 7): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientID
  prosemirrorToYXmlFragment(schema.nodeFromJSON(json), ydoc.getXmlFragment(FRAGMENT))
  return ydoc
}

/** A second peer with the same state, under its own client id. */
export function copyOfDoc(ydoc: Y.Doc, clientID: number): Y.Doc {
  const copy = new Y.Doc()
  copy.clientID = clientID
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc))
  return copy
}

/** The Yjs text of the nth block (0 is the headline). */
export function ytextAt(ydoc: Y.Doc, index: number): Y.XmlText {
  const element = ydoc.getXmlFragment(FRAGMENT).get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined
  if (!(text instanceof Y.XmlText)) throw new Error(`block ${index} holds no text`)
  return text
}
