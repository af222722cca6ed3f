import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: ReactNode
  /** Why it is empty, and what fills it. */
  children?: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-12 text-center [&>svg]:mb-2 [&>svg]:size-6 [&>svg]:text-faint">
      {icon}
      <p className="font-medium">{title}</p>
      {children !== undefined && <p className="max-w-96 text-balance text-muted">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  )
}
