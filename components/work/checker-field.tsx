'use client'

import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Checkers } from './use-checkers.ts'

interface CheckerFieldProps {
  checkers: Checkers
  label: string
  /** What stands there before somebody is chosen, and where there is nobody to choose. */
  choose: string
  nobody: string
  value: string
  error: string | undefined
  onChange: (id: string) => void
}

/** Chooses who is to check. */
export function CheckerField({ checkers, label, choose, nobody, value, error, onChange }: CheckerFieldProps) {
  return (
    <Field label={label} error={checkers.problem ?? error}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={[
            { value: '', label: checkers.loaded && checkers.list.length === 0 ? nobody : choose },
            ...checkers.list.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </Field>
  )
}
