import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

interface TableProps {
  /** What the table holds; read aloud, not shown. */
  caption: string
  head: ReactNode
  /** Its head stays in sight below the bar, where the window is wide enough for all of it. */
  stays?: boolean
  children: ReactNode
}

/** A dense table with hairlines; what does not fit scrolls sideways inside it, by keyboard too. */
export function Table({ caption, head, stays = false, children }: TableProps) {
  return (
    // Relative: what is only read aloud stands somewhere too, and must not widen the page.
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className={classes('relative overflow-x-auto rounded-lg border border-line bg-sheet', stays && 'xl:overflow-x-visible')}
    >
      <table className="w-full border-collapse text-left text-base">
        <caption className="sr-only">{caption}</caption>
        <thead
          className={classes(
            'border-b border-line text-xs text-muted',
            // A line that belongs to the row of the table would not stay with it.
            stays && 'xl:[&_th]:sticky xl:[&_th]:top-(--bar-height) xl:[&_th]:z-10 xl:[&_th]:bg-sheet xl:[&_th]:shadow-[inset_0_-1px_0_var(--color-line)]',
            stays && 'xl:[&_th:first-child]:rounded-tl-lg xl:[&_th:last-child]:rounded-tr-lg',
          )}
        >
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
