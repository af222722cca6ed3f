/**
 * Where the others are: a caret with the person's name, and their selection. Who they are comes from presence as
 * the server sets it. The name shows when somebody moves and then goes, so that it does not cover the copy.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { DecorationSet, type EditorView } from '@tiptap/pm/view'
import { yCursorPlugin, yCursorPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { personColour } from '#components/ui/avatar.tsx'
import { afterPaint } from '#lib/client/after-paint.ts'
import type { PresenceUser } from '#lib/collab/presence.ts'

const LABEL_MS = 2500

export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: 'carets',
    priority: 999,
    addProseMirrorPlugins: () => {
      const labels = new FadingLabels()
      return [
        tellingAfterPaint(awareness, (heard) =>
          yCursorPlugin(heard, {
            awarenessStateFilter: (own: number, client: number, state: Presence | null) => own !== client && isNamed(state),
            cursorBuilder: (user: PresenceUser, client: number) => caret(user, labels.make(client)),
            selectionBuilder: (user: PresenceUser) => ({ class: 'remote-selection', 'data-person': personColour(user.colorIndex) }),
          }),
        ),
        new Plugin({
          view: () => {
            const show = ({ added, updated }: { added: number[]; updated: number[] }) => labels.show([...added, ...updated])
            awareness.on('change', show)
            return {
              destroy: () => {
                awareness.off('change', show)
                labels.clear()
              },
            }
          },
        }),
      ]
    },
  })
}

interface Presence {
  user?: PresenceUser
  cursor?: unknown
}

/** A socket whose presence the server has not yet named is not shown. */
function isNamed(state: Presence | null): boolean {
  return state?.user !== undefined
}

/**
 * Where one's own caret went is told to the others after the frame that shows it. That it was told draws none of
 * theirs anew, which would be another transaction and another frame for each letter; unless one's own edit hid them.
 */
function tellingAfterPaint(awareness: Awareness, makePlugin: (heard: Awareness) => Plugin): Plugin {
  let shown: EditorView | null = null
  const areHidden = () =>
    shown !== null &&
    yCursorPluginKey.getState(shown.state) === DecorationSet.empty &&
    [...awareness.getStates()].some(([client, state]) => client !== awareness.clientID && isNamed(state) && Boolean(state.cursor))
  const plugin = makePlugin(
    hearing(awareness, ({ added, updated, removed }) => [added, updated, removed].flat().some((client) => client !== awareness.clientID) || areHidden()),
  )
  const { view: makeView } = plugin.spec
  plugin.spec.view = (view) => {
    shown = view
    const told = makeView?.(view) ?? {}
    let isDue = false
    return {
      ...told,
      update: (_view, before) => {
        if (isDue) return
        isDue = true
        afterPaint(() => {
          isDue = false
          if (!view.isDestroyed) told.update?.(view, before)
        })
      },
    }
  }
  return plugin
}

interface Clients {
  added: number[]
  updated: number[]
  removed: number[]
}
type Listener = (clients: Clients, origin: unknown) => void

/** The same presence, whose listeners are told only of what passes. */
function hearing(awareness: Awareness, passes: (clients: Clients) => boolean): Awareness {
  const told = new Map<Listener, Listener>()
  const heard: Awareness = Object.create(awareness)
  heard.on = (name: string, listener: Listener) => {
    const tell: Listener = (clients, origin) => passes(clients) && listener(clients, origin)
    told.set(listener, tell)
    awareness.on(name, tell)
  }
  heard.off = (name: string, listener: Listener) => awareness.off(name, told.get(listener) ?? listener)
  return heard
}

function caret(user: PresenceUser, label: HTMLElement): HTMLElement {
  const element = document.createElement('span')
  element.className = 'remote-caret'
  element.dataset.person = personColour(user.colorIndex)
  label.className = 'remote-caret-label'
  label.textContent = user.name
  // Word joiners keep the caret from becoming a place to break the line.
  element.append('\u2060', label, '\u2060')
  return element
}

/** The name tags by Yjs client, each shown for a moment after its caret moved. */
class FadingLabels {
  readonly #labels = new Map<number, HTMLElement>()
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>()

  make(client: number): HTMLElement {
    const label = document.createElement('span')
    this.#labels.set(client, label)
    this.show([client])
    return label
  }

  show(clients: readonly number[]): void {
    for (const client of clients) {
      this.#labels.get(client)?.setAttribute('data-shown', '')
      clearTimeout(this.#timers.get(client))
      this.#timers.set(
        client,
        setTimeout(() => this.#labels.get(client)?.removeAttribute('data-shown'), LABEL_MS),
      )
    }
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#labels.clear()
  }
}
