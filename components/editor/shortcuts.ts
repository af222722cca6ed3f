/**
 * The workbench's own keys, beside those of the copy. They work wherever the focus is; `code` is the physical key,
 * so that Option on a Mac, which types other signs, makes no difference.
 */
export const SHORTCUTS = {
  tagClaim: { keys: 'Mod-Alt-m', code: 'KeyM', mod: true, alt: true, shift: false },
  nextClaim: { keys: 'Alt-j', code: 'KeyJ', mod: false, alt: true, shift: false },
  previousClaim: { keys: 'Alt-k', code: 'KeyK', mod: false, alt: true, shift: false },
  nextOpenClaim: { keys: 'Alt-Shift-j', code: 'KeyJ', mod: false, alt: true, shift: true },
  previousOpenClaim: { keys: 'Alt-Shift-k', code: 'KeyK', mod: false, alt: true, shift: true },
  openClaim: { keys: 'Alt-l', code: 'KeyL', mod: false, alt: true, shift: false },
  giveVerdict: { keys: 'Alt-v', code: 'KeyV', mod: false, alt: true, shift: false },
  suggestions: { keys: 'Alt-s', code: 'KeyS', mod: false, alt: true, shift: false },
  openGate: { keys: 'Alt-g', code: 'KeyG', mod: false, alt: true, shift: false },
  showShortcuts: { keys: 'Mod-/', code: 'Slash', mod: true, alt: false, shift: false },
} as const

export type ShortcutId = keyof typeof SHORTCUTS
export const SHORTCUT_IDS = [
  'tagClaim',
  'nextClaim',
  'previousClaim',
  'nextOpenClaim',
  'previousOpenClaim',
  'openClaim',
  'giveVerdict',
  'suggestions',
  'openGate',
  'showShortcuts',
] as const satisfies readonly ShortcutId[]

/** Which of them a key press is; null for none, and for AltGr, which types. */
export function shortcutOf(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'>): ShortcutId | null {
  if (event.getModifierState('AltGraph')) return null
  const mod = event.ctrlKey || event.metaKey
  return (
    SHORTCUT_IDS.find((id) => {
      const wanted = SHORTCUTS[id]
      return wanted.code === event.code && wanted.mod === mod && wanted.alt === event.altKey && wanted.shift === event.shiftKey
    }) ?? null
  )
}
