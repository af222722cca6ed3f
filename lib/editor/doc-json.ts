/**
 * The document as plain JSON, in ProseMirror's own form. It is what crosses the database, the API and the
 * worker boundary; inside this folder everything works on checked ProseMirror nodes.
 */

export interface MarkJson {
  type: string
  attrs?: Record<string, unknown>
}

export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  marks?: MarkJson[]
  text?: string
}

export interface DocJson extends NodeJson {
  type: 'doc'
  content: NodeJson[]
}
