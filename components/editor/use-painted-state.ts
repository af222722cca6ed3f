'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { afterPaint } from '#lib/client/after-paint.ts'

/**
 * What `read` says of the editor, read again after the frame that shows a change: a letter does not wait for what is
 * told about it. Several changes in one frame are read once.
 * `read` is the same function at each render, and answers plain values; while they stay the same so does the answer.
 */
export function usePaintedState<T>(editor: Editor, read: (editor: Editor) => T): T {
  const known = useRef<{ editor: Editor; value: T } | null>(null)

  const subscribe = useCallback(
    (tell: () => void) => {
      let isDue = false
      let isOver = false
      const readAgain = () => {
        isDue = false
        if (isOver || editor.isDestroyed) return
        const value = read(editor)
        if (JSON.stringify(known.current?.value) === JSON.stringify(value)) return
        known.current = { editor, value }
        tell()
      }
      const later = () => {
        if (isDue) return
        isDue = true
        afterPaint(readAgain)
      }
      editor.on('transaction', later)
      later()
      return () => {
        editor.off('transaction', later)
        isOver = true
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
