import type { ReactNode } from 'react'
import { classes } from '#components/ui/classes.ts'

interface PageProps {
  title: string
  /** A sentence on what the page is for. */
  description?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
  width?: 'measure' | 'page' | 'full'
  children: ReactNode
}

const WIDTHS = { measure: 'max-w-4xl', page: 'max-w-page', full: 'max-w-none' }

export function Page({ title, description, actions, width = 'page', children }: PageProps) {
  return (
    <div className={classes('mx-auto w-full px-4 pt-6 pb-16 lg:px-6', WIDTHS[width])}>
      <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold">{title}</h1>
          {description !== undefined && <p className="mt-0.5 text-muted">{description}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  title: ReactNode
  /** After the title: how many, or a hint. */
  aside?: ReactNode
  /** What an address leads to. */
  id?: string
  children: ReactNode
}

/** A titled card. */
export function Section({ title, aside, id, children }: SectionProps) {
  return (
    <section id={id} className="scroll-mt-20 rounded-lg border border-line bg-sheet">
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
        <h2 className="text-base font-semibold">{title}</h2>
        {aside !== undefined && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
