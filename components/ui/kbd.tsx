'use client'

import { useSyncExternalStore } from 'react'
import { classes } from './classes.ts'

const APPLE: Record<string, string> = { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵', esc: 'Esc', up: '↑', down: '↓' }
const OTHER: Record<string, string> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter', esc: 'Esc', up: '↑', down: '↓' }

interface KbdProps {
  /** Keys joined by `+`: `mod+k`, where mod is ⌘ on Apple machines and Ctrl elsewhere. */
  keys: string
  /** On a dark ground. */
  inverse?: boolean
}

export function Kbd({ keys, inverse = false }: KbdProps) {
  const apple = useSyncExternalStore(never, isApple, () => false)
  const names = apple ? APPLE : OTHER
  const text = keys
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join(apple ? '' : '+')
  return (
    <kbd className={classes('rounded-sm px-1 font-sans text-xs whitespace-nowrap', inverse ? 'bg-paper/20' : 'border border-line bg-sunken text-muted')}>
      {text}
    </kbd>
  )
}

function never(): () => void {
  return () => undefined
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
