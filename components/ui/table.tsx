import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

interface TableProps {
  /** What the table holds; read aloud, not shown. */
  caption: string
  head: ReactNode
  children: ReactNode
}

/** A dense table with hairlines; what does not fit scrolls sideways inside it, by keyboard too. */
export function Table({ caption, head, children }: TableProps) {
  return (
    // Relative: what is only read aloud stands somewhere too, and must not widen the page.
    <div role="region" aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-lg border border-line bg-sheet">
      <table className="w-full border-collapse text-left text-base">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b border-line text-xs text-muted">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  )
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return <th scope="col" {...rest} className={classes('px-3 py-2 font-medium whitespace-nowrap', className)} />
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={classes('px-3 py-2.5 align-top', className)} />
}
