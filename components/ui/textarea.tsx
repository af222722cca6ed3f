import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { CONTROL } from './input.tsx'

/** Grows with what is typed, from its `rows` to 24 rem. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      dir="auto"
      {...rest}
      style={{ minHeight: `calc(${rows} * 1lh + 0.875rem)` }}
      className={classes(CONTROL, 'field-sizing-content max-h-96 resize-y py-1.5', className)}
    />
  )
}
