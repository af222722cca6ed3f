'use client'

import { Select, type SelectOption } from '#components/ui/select.tsx'
import { type Bound, useQueryValue } from './use-query-value.ts'

interface QuerySelectProps {
  /** The parameter in the address that it sets. */
  name: string
  label: string
  /** What it is without the parameter comes first, with the value ''. */
  options: readonly SelectOption[]
  /** What a value that is in force is called where it is none of these: a filter never works unseen. */
  unlisted?: string | undefined
  /** What it comes to by other filters while the address does not say it. */
  implied?: string | undefined
  /** Other filters that only one of its values can have: another takes them off. */
  bound?: Bound
}

/** A filter kept in the address. */
export function QuerySelect({ name, label, options, unlisted, implied, bound }: QuerySelectProps) {
  const { value: asked, pending, choose } = useQueryValue(name, bound)
  const value = asked === '' && !pending ? (implied ?? '') : asked
  const isListed = options.some((option) => option.value === value)
  const shown = isListed || unlisted === undefined ? options : [...options, { value, label: unlisted }]
  return (
    <Select
      compact
      aria-label={label}
      aria-busy={pending || undefined}
      options={shown}
      value={shown.some((option) => option.value === value) ? value : ''}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
