/**
 * The claims of one article as the browser knows them. They come whole from the server; a claim that did not
 * change keeps its object, so that only the cards of changed claims render again.
 */
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

export interface ClaimsSnapshot {
  /** In the server's order, by number. */
  claims: readonly ClaimDto[]
  byId: ReadonlyMap<string, ClaimDto>
  /** The last try to fetch failed, so what is shown may be old. */
  stale: boolean
}

export interface ClaimsStore {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => ClaimsSnapshot
  /** Fetches all claims. Calls made meanwhile share one further fetch, which starts after they were made. */
  refresh: () => Promise<void>
  /** Shows a claim that the server has just answered with, before the next fetch. */
  put: (claim: ClaimDto) => void
}

export function createClaimsStore(initial: readonly ClaimDto[], fetchClaims: () => Promise<readonly ClaimDto[]>): ClaimsStore {
  let snapshot = makeSnapshot(initial, new Map(), false)
  let current: Promise<void> | null = null
  let next: Promise<void> | null = null
  const listeners = new Set<() => void>()

  function show(claims: readonly ClaimDto[], stale: boolean): void {
    snapshot = makeSnapshot(claims, snapshot.byId, stale)
    for (const listener of listeners) listener()
  }

  async function fetchOnce(): Promise<void> {
    try {
      show(await fetchClaims(), false)
    } catch {
      show(snapshot.claims, true)
    }
  }

  function start(): Promise<void> {
    current = fetchOnce().finally(() => {
      current = null
    })
    return current
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    refresh() {
      if (!current) return start()
      next ??= current.then(() => {
        next = null
        return start()
      })
      return next
    },
    put(claim) {
      const others = snapshot.claims.filter((known) => known.id !== claim.id)
      show([...others, claim].toSorted((a, b) => a.number - b.number), snapshot.stale)
    },
  }
}

function makeSnapshot(claims: readonly ClaimDto[], known: ReadonlyMap<string, ClaimDto>, stale: boolean): ClaimsSnapshot {
  const kept = claims.map((claim) => {
    const before = known.get(claim.id)
    return before && JSON.stringify(before) === JSON.stringify(claim) ? before : claim
  })
  return { claims: kept, byId: new Map(kept.map((claim) => [claim.id, claim])), stale }
}
