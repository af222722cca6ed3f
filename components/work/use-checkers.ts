'use client'

import { useEffect, useState } from 'react'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { ApiProblem, call } from '#lib/client/api.ts'

export interface Checkers {
  list: readonly PersonDto[]
  loaded: boolean
  /** Why they could not be had; null while there is nothing to say. */
  problem: string | null
}

/** Whoever checks on every one of these desks, without one person. */
export function useCheckers(deskIds: readonly string[], exceptId: string | null = null): Checkers {
  const [checkers, setCheckers] = useState<Checkers>({ list: [], loaded: false, problem: null })
  const desks = [...new Set(deskIds)].toSorted().join(' ')
  useEffect(() => {
    const abort = new AbortController()
    const wanted = desks.split(' ')
    const query = { limit: 100, ...(wanted.length === 1 && { deskId: desks }) }
    call('GET', '/people', { query, signal: abort.signal }).then(
      (page) => setCheckers({ list: page.items.filter((person) => person.id !== exceptId && checksOnAll(person, wanted)), loaded: true, problem: null }),
      (error: unknown) => !abort.signal.aborted && setCheckers({ list: [], loaded: false, problem: error instanceof ApiProblem ? error.detail : null }),
    )
    return () => abort.abort()
  }, [desks, exceptId])
  return checkers
}

function checksOnAll(person: PersonDto, deskIds: readonly string[]): boolean {
  return !person.disabled && deskIds.every((deskId) => person.desks.some((desk) => desk.deskId === deskId && desk.roles.includes('checker')))
}
