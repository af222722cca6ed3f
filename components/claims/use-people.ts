'use client'

import { useEffect, useState } from 'react'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { useClaimsContext } from './claims-context.tsx'

interface People {
  list: readonly PersonDto[]
  loaded: boolean
  failed: boolean
}

/** The people of the article's desk, for pickers; asked for when the first picker opens. */
export function usePeople(): People {
  const { loadPeople } = useClaimsContext()
  const [people, setPeople] = useState<People>({ list: [], loaded: false, failed: false })
  useEffect(() => {
    let gone = false
    loadPeople().then(
      (list) => !gone && setPeople({ list, loaded: true, failed: false }),
      () => !gone && setPeople({ list: [], loaded: false, failed: true }),
    )
    return () => {
      gone = true
    }
  }, [loadPeople])
  return people
}
