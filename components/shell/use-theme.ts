'use client'

import { useState } from 'react'
import { writeCookie } from './cookie.ts'
import { type Theme, THEME_COOKIE } from './theme.ts'

/** The chosen theme, and how to choose another: at once on this page, and by cookie on the next. */
export function useTheme(initial: Theme): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(initial)
  return [
    theme,
    (next) => {
      writeCookie(THEME_COOKIE, next)
      if (next === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = next
      setTheme(next)
    },
  ]
}
