import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

/** Shared by every one-line control; the border meets 3:1. On a phone 16 px, so that the page does not zoom. */
export const CONTROL =
  'w-full rounded-md border border-line-strong bg-sheet px-2.5 text-base text-ink pointer-coarse:text-lg ' +
  'hover:border-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={classes(CONTROL, 'h-8.5 pointer-coarse:h-11', rest.type === 'file' && 'py-1 pointer-coarse:py-2', className)} />
}
