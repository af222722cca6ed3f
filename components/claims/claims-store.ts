/**
 * The claims of one article as the browser knows them. They come whole from the server; a claim that did not
 * change keeps its object, so that only the cards of changed claims render again.
 */
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { createLiveValue, type LiveValue } from './live-value.ts'

export interface KnownClaims {
  /** By number. */
  list: readonly ClaimDto[]
  byId: ReadonlyMap<string, ClaimDto>
}

export interface ClaimsStore extends LiveValue<KnownClaims> {
  /** Shows a claim that the server has just answered with. */
  put: (claim: ClaimDto) => void
}

export function createClaimsStore(initial: readonly ClaimDto[], fetchClaims: () => Promise<readonly ClaimDto[]>): ClaimsStore {
  const live = createLiveValue(known(initial), async () => known(await fetchClaims()), keepEqual)
  return {
    ...live,
    put: (claim) => live.set(({ list }) => known([...list.filter((other) => other.id !== claim.id), claim])),
  }
}

function known(claims: readonly ClaimDto[]): KnownClaims {
  const list = claims.toSorted((a, b) => a.number - b.number)
  return { list, byId: new Map(list.map((claim) => [claim.id, claim])) }
}

function keepEqual(before: KnownClaims, fetched: KnownClaims): KnownClaims {
  const list = fetched.list.map((claim) => {
    const old = before.byId.get(claim.id)
    return old && JSON.stringify(old) === JSON.stringify(claim) ? old : claim
  })
  const isSame = list.length === before.list.length && list.every((claim, index) => claim === before.list[index])
  return isSame ? before : known(list)
}
