import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import type { Tone } from './tone.ts'

interface BadgeProps {
  tone?: Tone
  icon?: ReactNode
  /** Without its ground, for dense lists. */
  plain?: boolean
  className?: string
  children: ReactNode
}

/** A state in a word, beside its icon and in its tone: never told by colour alone. */
export function Badge({ tone = 'wait', icon, plain = false, className, children }: BadgeProps) {
  return (
    <span
      data-tone={tone}
      className={classes(
        'inline-flex items-center gap-1 text-xs font-medium whitespace-nowrap text-tone [&_svg]:size-3.5 [&_svg]:shrink-0',
        !plain && 'rounded-sm bg-tone-soft px-1.5 py-0.5',
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}
