import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { CONTROL } from './input.tsx'

export interface SelectOption {
  value: string
  label: string
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  options: readonly SelectOption[]
  /** Narrow, for filters above a list. */
  compact?: boolean
}

/** The browser's own select: it is at home on a phone and with a screen reader. */
export function Select({ options, className, compact = false, ...rest }: SelectProps) {
  return (
    <span className={classes('relative inline-flex', compact ? 'max-sm:grow' : 'w-full')}>
      <select
        {...rest}
        className={classes(CONTROL, 'appearance-none truncate pr-8', compact ? 'h-8.5 pointer-coarse:h-10' : 'h-8.5 pointer-coarse:h-11', className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted" />
    </span>
  )
}
