'use client'

import { useEffect, useState } from 'react'
import { ApiProblem } from '#lib/client/api.ts'

export type Answer<Value> = { value: Value } | { problem: ApiProblem } | null

/** Asks once; the component is keyed by what it asks for. */
export function useAnswer<Value>(ask: (signal: AbortSignal) => Promise<Value>): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>(null)
  const [first] = useState(() => ask)
  useEffect(() => {
    const stop = new AbortController()
    first(stop.signal).then(
      (value) => setAnswer({ value }),
      (error: unknown) => !stop.signal.aborted && setAnswer({ problem: error instanceof ApiProblem ? error : new ApiProblem(0, {}) }),
    )
    return () => stop.abort()
  }, [first])
  return answer
}
