import type { ReactNode } from 'react'

/** The name of a list, and how much is in it. */
export function Counted({ count, children }: { count: number; children: ReactNode }) {
  return (
    <>
      {children} <span className="ml-1 font-normal text-muted tabular-nums">{count}</span>
    </>
  )
}
