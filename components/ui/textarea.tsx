import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { CONTROL } from './input.tsx'

/** Grows with what is typed, up to its `max-h-…`. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} dir="auto" {...rest} className={classes(CONTROL, 'field-sizing-content max-h-96 min-h-18 resize-y py-1.5', className)} />
}
