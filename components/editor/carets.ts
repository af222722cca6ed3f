/**
 * Where the others are: a caret with the person's name, and their selection. Who they are comes from presence as
 * the server sets it. The name shows when somebody moves and then goes, so that it does not cover the copy.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
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
        tellingAfterPaint(
          yCursorPlugin(awareness, {
            // A socket whose presence the server has not yet named is not shown.
            awarenessStateFilter: (own: number, client: number, state: { user?: PresenceUser } | null) => own !== client && state?.user !== undefined,
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

/** Where one's own caret went is told to the others after the frame that shows it. */
function tellingAfterPaint(plugin: Plugin): Plugin {
  const { view: makeView } = plugin.spec
  plugin.spec.view = (view) => {
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
