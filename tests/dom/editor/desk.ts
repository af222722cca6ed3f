/**
 * One person's real editor (Tiptap and its binding to Yjs, in jsdom) and the server, which shares the document
 * and heals its claims after every edit.
 */
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { RemoteEdits } from '#components/editor/remote-edits.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { claimAnchors, type ClaimAnchor } from '#lib/editor/anchors.ts'
import { healClaims } from '#lib/editor/claim-marks.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import type { DocJson } from '#lib/editor/doc-json.ts'
import { readContext } from '#lib/editor/find-quote.ts'
import { lastSight, type LastSight } from '#lib/editor/own-words.ts'
import { stripForeignClaims } from '#lib/editor/paste.ts'
import { editorExtensions, FRAGMENT, SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { applyLogged, initialState } from '#lib/editor/ydoc.ts'

// jsdom lays nothing out; ProseMirror asks for places only to scroll to them.
Range.prototype.getClientRects = () => document.createElement('div').getClientRects()
Range.prototype.getBoundingClientRect = () => new DOMRect()
// What jsdom has no class for; the editor only passes such an event on.
vi.stubGlobal('ClipboardEvent', class extends Event {})

/** An editor as the workbench has it; `guarded` says whether pasted claims are looked at. */
export function openEditor(ydoc: Y.Doc, guarded: () => boolean = () => true): Editor {
  const element = document.createElement('div')
  document.body.append(element)
  return new Editor({
    element,
    extensions: [...editorExtensions, Collaboration.configure({ document: ydoc, field: FRAGMENT }), RemoteEdits],
    editorProps: {
      transformPasted: (slice, view) => {
        const { from, to } = view.state.selection
        return guarded() ? stripForeignClaims(slice, view.state.doc, { replaced: { from, to } }) : slice
      },
    },
  })
}

export class Desk {
  readonly server = new Y.Doc()
  readonly mine = new Y.Doc()
  readonly editor: Editor
  known: KnownClaim[] = []
  private sight: LastSight | null = null
  guarded = true

  constructor(json: DocJson, clientId: number) {
    this.server.clientID = SERVER_CLIENT_ID
    this.mine.clientID = clientId
    applyLogged(this.server, initialState(json))
    Y.applyUpdate(this.mine, Y.encodeStateAsUpdate(this.server), 'server')
    this.mine.on('update', (update: Uint8Array, origin: unknown) => origin !== 'server' && applyLogged(this.server, update))
    this.editor = openEditor(this.mine, () => this.guarded)
  }

  /** From now on the server knows these claims, with the wording they have now. */
  watch(ids: readonly string[]): void {
    const anchors = claimAnchors(this.server)
    this.known = ids.map((id) => this.seen({ id, wording: '', earlier: [] }, anchors.get(id)))
    this.look()
  }

  /** What the server does after an edit: repairs the marks, and remembers the wording that it now sees. */
  heal() {
    const healed = healClaims(this.server, this.known, this.sight)
    if (healed.update) Y.applyUpdate(this.mine, healed.update, 'server')
    const anchors = claimAnchors(this.server, new Map(this.known.map(({ id, wording }) => [id, wording])))
    this.known = this.known.map((claim) => this.seen(claim, anchors.get(claim.id)))
    this.look()
    return healed
  }

  private look(): void {
    this.sight = lastSight(this.server, new Map(this.known.map(({ id, wording }) => [id, wording])))
  }

  /** As the row has it after a pass: the words with the copy beside them, and all the words before. */
  private seen(claim: KnownClaim, anchor: ClaimAnchor | undefined): KnownClaim {
    if (!anchor) return claim
    const now = readContext(this.server, anchor)
    const { wording, prefix = '', suffix = '', earlier = [] } = claim
    const others = [{ wording, prefix, suffix }, ...earlier].filter((said) => normaliseWording(said.wording) !== normaliseWording(now.wording))
    return { id: claim.id, ...now, earlier: wording === '' ? [] : others.slice(0, 50) }
  }

  close(): void {
    this.editor.destroy()
    this.server.destroy()
    this.mine.destroy()
  }
}
