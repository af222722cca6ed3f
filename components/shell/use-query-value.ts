'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'

interface QueryValue {
  /** '' without it; what was chosen last, also while the page is still fetched. */
  value: string
  pending: boolean
  choose: (value: string) => void
}

/** Others of the address that make sense beside one value of a parameter alone. */
export interface Bound {
  value: string
  names: readonly string[]
}

/** A parameter of the address that a control sets, so that a list can be sent to a colleague and survives reload. Another value than that of `bound` takes those off. */
export function useQueryValue(name: string, bound?: Bound): QueryValue {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const [value, setValue] = useOptimistic(search.get(name) ?? '')

  function choose(chosen: string): void {
    const next = new URLSearchParams(search)
    next.delete('cursor')
    if (chosen === '') next.delete(name)
    else next.set(name, chosen)
    if (bound && chosen !== bound.value) for (const other of bound.names) next.delete(other)
    start(() => {
      setValue(chosen)
      router.replace(next.size > 0 ? `${pathname}?${next.toString()}` : pathname, { scroll: false })
    })
  }
  return { value, pending, choose }
}
