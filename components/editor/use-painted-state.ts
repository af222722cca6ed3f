'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'

/**
 * What `read` says of the editor, read again after the frame that shows a change: a letter does not wait for what is
 * told about it. Several changes in one frame are read once.
 * `read` is the same function at each render, and answers plain values; while they stay the same so does the answer.
 */
export function usePaintedState<T>(editor: Editor, read: (editor: Editor) => T): T {
  const known = useRef<{ editor: Editor; value: T } | null>(null)

  const subscribe = useCallback(
    (tell: () => void) => {
      let frame = 0
      let task: ReturnType<typeof setTimeout> | undefined
      const readAgain = () => {
        frame = 0
        if (editor.isDestroyed) return
        const value = read(editor)
        if (JSON.stringify(known.current?.value) === JSON.stringify(value)) return
        known.current = { editor, value }
        tell()
      }
      const later = () => {
        if (frame !== 0) return
        frame = requestAnimationFrame(() => {
          task = setTimeout(readAgain)
        })
      }
      editor.on('transaction', later)
      later()
      return () => {
        editor.off('transaction', later)
        cancelAnimationFrame(frame)
        clearTimeout(task)
      }
    },
    [editor, read],
  )

  const snapshot = useCallback(() => {
    if (known.current?.editor !== editor) known.current = { editor, value: read(editor) }
    return known.current.value
  }, [editor, read])

  return useSyncExternalStore(subscribe, snapshot, snapshot)
}
