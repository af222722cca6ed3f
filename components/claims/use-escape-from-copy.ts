import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent } from 'react'

/**
 * While `isOn`, Escape in the copy calls `leave` and nothing else: words are selected there for something that was begun
 * in a panel. On the window, since what lies over the page listens on the document, and would close.
 */
export function useEscapeFromCopy(editor: Editor | undefined, isOn: boolean, leave: () => void): void {
  const onLeave = useEffectEvent(leave)
  useEffect(() => {
    if (!isOn || !editor) return
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Node) || !editor?.view.dom.contains(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      onLeave()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [editor, isOn])
}
