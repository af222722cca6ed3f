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
  /** What a value that is in force is called where it is none of these: a filter never works unseen. */
  unlisted?: string | undefined
}

/** A filter kept in the address, so that it can be sent to a colleague and survives reload. */
export function QuerySelect({ name, label, options, unlisted }: QuerySelectProps) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()

  const asked = search.get(name) ?? ''
  const isListed = options.some((option) => option.value === asked)
  const shown = isListed || unlisted === undefined ? options : [...options, { value: asked, label: unlisted }]

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
      options={shown}
      value={shown.some((option) => option.value === asked) ? asked : ''}
      onChange={(event) => choose(event.target.value)}
    />
  )
}
