'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { Select, type SelectOption } from '#components/ui/select.tsx'

interface QuerySelectProps {
  /** The parameter in the address that it sets. */
  name: string
  label: string
  /** What it is without the parameter comes first, with the value ''. */
  options: readonly SelectOption[]
}

/** A filter kept in the address, so that it can be sent to a colleague and survives reload. */
export function QuerySelect({ name, label, options }: QuerySelectProps) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()

  function choose(value: string): void {
    const next = new URLSearchParams(search)
    next.delete('cursor')
    if (value === '') next.delete(name)
    else next.set(name, value)
    start(() => router.replace(next.size > 0 ? `${pathname}?${next.toString()}` : pathname, { scroll: false }))
  }

  return (
    <Select
      compact
      aria-label={label}
      aria-busy={pending || undefined}
      options={options}
      value={options.some((option) => option.value === search.get(name)) ? (search.get(name) ?? '') : ''}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
