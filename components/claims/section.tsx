import { type ReactNode, useId } from 'react'
import { useHeldFocus } from '#components/ui/focus.ts'

interface SectionProps {
  title: string
  /** A small button at the end of the title line. */
  action?: ReactNode
  children: ReactNode
}

/** A part of the claim panel. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId()
  const held = useHeldFocus<HTMLElement>()
  return (
    <section {...held} aria-labelledby={id} className="flex flex-col gap-2 border-t border-line pt-2.5 outline-none">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h3 id={id} className="text-xs font-semibold text-muted">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  )
}
