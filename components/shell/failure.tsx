import type { ReactNode } from 'react'

interface FailureProps {
  title: string
  /** What to do next. */
  children: ReactNode
  actions?: ReactNode
}

/** A whole page that could not be shown. */
export function Failure({ title, children, actions }: FailureProps) {
  return (
    <div className="mx-auto flex w-full max-w-lg grow flex-col justify-center px-5 py-16">
      <h1 className="copy text-2xl font-semibold">{title}</h1>
      <p className="mt-2 text-lg text-muted">{children}</p>
      {actions !== undefined && <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
