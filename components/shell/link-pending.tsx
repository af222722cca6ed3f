'use client'

import { useLinkStatus } from 'next/link'
import { classes } from '#components/ui/classes.ts'

/** In a link of a bar: a line below it, when what it leads to takes a moment. The link is `relative`. */
export function LinkPending() {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden
      className={classes('absolute inset-x-0 -bottom-0.5 h-0.5 bg-accent transition-opacity', pending ? 'opacity-50 delay-150 duration-150' : 'opacity-0')}
    />
  )
}
