'use client'

import { useEffect, useRef } from 'react'
import { type ShortcutId, shortcutOf } from '#components/editor/shortcuts.ts'

/** Listens to the workbench's keys anywhere on the page, but not under an open dialog. */
export function useShortcuts(actions: Readonly<Record<ShortcutId, () => void>>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    function handle(event: KeyboardEvent) {
      const id = shortcutOf(event)
      if (id === null || document.querySelector('[role=dialog][data-state=open]:not([data-side-panel]), [role=alertdialog]')) return
      event.preventDefault()
      event.stopPropagation()
      latest.current[id]()
    }
    // Before the editor, which would type what Option makes of the letter.
    window.addEventListener('keydown', handle, { capture: true })
    return () => window.removeEventListener('keydown', handle, { capture: true })
  }, [])
}
