import { type RefObject, useEffect, useRef } from 'react'
import { isBusy } from '#components/shell/live-refresh.tsx'

interface BoardKeys {
  /** The one with the focus. */
  onChoose: (claimId: string) => void
  onChooseAll: () => void
  /** null where none has the focus. */
  onAssign: (claimId: string | null) => void
}

/**
 * The board's keys, from anywhere on the page where they mean nothing else: not in a field, nor under a dialog or menu.
 * Claims are walked as they stand in the element that the answer is given to, each marked `data-claim`.
 */
export function useBoardKeys({ onChoose, onChooseAll, onAssign }: BoardKeys): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const act = actOf(event)
      if (act === null || event.defaultPrevented || isBusy(document)) return
      const claims = [...(list.current?.querySelectorAll<HTMLElement>('[data-claim]') ?? [])]
      const at = claims.findIndex((claim) => claim.contains(document.activeElement))
      const claimId = claims[at]?.dataset['claim'] ?? null
      // Without a claim in focus the arrows scroll.
      if (claimId === null && (event.key.startsWith('Arrow') || act === 'choose')) return
      event.preventDefault()
      if (act === 'next') claims[at + 1]?.querySelector('a')?.focus()
      else if (act === 'previous') claims[Math.max(at - 1, 0)]?.querySelector('a')?.focus()
      else if (act === 'chooseAll') onChooseAll()
      else if (act === 'assign') onAssign(claimId)
      else if (claimId !== null) onChoose(claimId)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onChoose, onChooseAll, onAssign])
  return list
}

function actOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): 'next' | 'previous' | 'choose' | 'chooseAll' | 'assign' | null {
  if (ctrlKey || metaKey || altKey) return null
  const letter = key.toLowerCase()
  if (shiftKey) return letter === 'x' ? 'chooseAll' : null
  if (letter === 'j' || key === 'ArrowDown') return 'next'
  if (letter === 'k' || key === 'ArrowUp') return 'previous'
  if (letter === 'x') return 'choose'
  return letter === 'a' ? 'assign' : null
}
