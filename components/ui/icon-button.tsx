'use client'

import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Its name for everyone: read aloud, and shown on hover and focus. */
  label: string
  icon: ReactNode
  /** As `Kbd` takes it, e.g. `mod+b`. */
  shortcut?: string
  size?: 'sm' | 'md'
  /** For a toggle: whether it is on. */
  pressed?: boolean
}

const SIZES = { sm: 'size-7 pointer-coarse:size-10', md: 'size-8.5 pointer-coarse:size-11' }

export function IconButton({ label, icon, shortcut, size = 'md', pressed, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(shortcut && { shortcut })}>
      <button
        type={type}
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classes(
          'inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-75 hover:bg-hover hover:text-ink',
          'disabled:cursor-not-allowed disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent [&_svg]:size-4',
          SIZES[size],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
