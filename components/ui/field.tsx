'use client'

import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

/** To spread on the control that the field labels. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
  required: boolean | undefined
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what to do; null or absent when nothing is. */
  error?: string | null | undefined
  required?: boolean
  /** The label is read aloud but not shown, where the place says it already. */
  hideLabel?: boolean
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** A label, its control, a hint and the error beside it: `<Field label="Name">{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, hint, error, required, hideLabel = false, className, children }: FieldProps) {
  const id = useId()
  const described = classes(hint !== undefined && `${id}-hint`, error != null && `${id}-error`)
  return (
    <div className={classes('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error != null || undefined, required })}
      {error != null && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
