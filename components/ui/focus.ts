'use client'

import { type FocusEvent, type RefObject, useEffect, useInsertionEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it when something opened: Radix does so for a trigger of its own only. Of what is
 * gone by then, a menu's item is stood for by its button, and all else by the page's content. Before the effects that
 * move the focus into what opens, hence an insertion effect.
 */
export function useOpener(open: boolean): (event: Event) => void {
  const opener = useRef<HTMLElement | null>(null)
  useInsertionEffect(() => {
    if (open) opener.current = standingFor(document.activeElement)
  }, [open])
  return (event) => {
    event.preventDefault()
    // Who has gone on elsewhere meanwhile stays there.
    if (document.activeElement !== document.body) return
    const home = opener.current?.isConnected === true ? opener.current : document.getElementById('content')
    home?.focus({ preventScroll: true })
  }
}

function standingFor(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role="menu"]')
  const found = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
  return found instanceof HTMLElement && found !== document.body ? found : null
}

interface HeldFocus<Part extends HTMLElement> {
  ref: RefObject<Part | null>
  tabIndex: -1
  onFocus: () => void
  onBlur: (event: FocusEvent<Part>) => void
}

/**
 * For a part whose button or form goes away when it has done its work: the focus stays in the part, at its first
 * button or on the part itself, instead of falling to the page; where the part goes too, on what stands around it.
 */
export function useHeldFocus<Part extends HTMLElement>(): HeldFocus<Part> {
  const ref = useRef<Part>(null)
  const holds = useRef(false)
  const around = useRef<HTMLElement | null>(null)
  function hold() {
    holds.current = true
    around.current = ref.current?.parentElement?.closest<HTMLElement>('[tabindex]') ?? null
  }
  // After what a part that goes away does itself for the focus as it goes.
  useEffect(() => {
    const part = ref.current
    if (part?.contains(document.activeElement) === true) hold()
    else if (holds.current && document.activeElement === document.body)
      (part?.querySelector<HTMLElement>('button:enabled') ?? part ?? around.current)?.focus({ preventScroll: true })
  })
  return {
    ref,
    tabIndex: -1,
    onFocus: hold,
    // Not told of what is taken out of the page, which is what this is for.
    onBlur: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) holds.current = false
    },
  }
}
