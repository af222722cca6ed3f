import type { KeyboardEvent } from 'react'

/**
 * Closes what the key was pressed in. Radix gives Escape to its newest layer alone, also where that is a tooltip or a
 * notice. Events of menus and dialogs opened from inside come through React too, though they stand elsewhere: not ours.
 */
export function onEscapeIn(close: (event: KeyboardEvent<HTMLElement>) => void) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (isEscape(event.nativeEvent) && event.target instanceof Node && event.currentTarget.contains(event.target)) close(event)
  }
}

/** While a letter is being composed from several keys, the key is for the composing. */
export function isEscape({ key, isComposing }: globalThis.KeyboardEvent): boolean {
  return key === 'Escape' && !isComposing
}
