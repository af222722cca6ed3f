/**
 * RE-5f: words that left their claim while something held it, where they stand without it. A claim on them counts once it
 * has taken over what was known about them: until then to tag them anew would be a way around that.
 */
import type * as Y from 'yjs'
import type { StrayWords } from '#lib/domain/claims/found-against.ts'
import { countSpoken, FEWEST_WORDS, findSpoken, spokenText, type Place, type Spoken } from '#lib/domain/claims/spoken-words.ts'
import { HELD_BY, isAboutParts, isCleared, stillHeldBy, type HeldBy } from '#lib/domain/claims/held-words.ts'
import { findPart, takenOut } from '#lib/domain/claims/taken-out.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { spokenAttributes } from '#lib/editor/spoken-attributes.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'

interface HeldArticle {
  desk: CheckingRules
}

interface HeldCopy {
  /** Its claims' marks are healed. */
  doc: Y.Doc
  /** All of the article, removed ones too, as they stand in it. */
  claims: readonly ClaimRow[]
}

/** A place of held words that no claim stands on which knows what they were held by. */
export interface HeldPlace {
  /** The claim that they were held in. */
  claim: ClaimRow
  wording: string
  by: HeldBy
  of: StrayWords['of']
  /** RE-5j: a part of them, which the claim says no longer. */
  part?: true
  /** Those that stand on all of them there, or else on some, and have not taken over. */
  takers: ClaimRow[]
}

/** As the gate tells them: each wording once. */
export function heldWords(article: HeldArticle, copy: HeldCopy): StrayWords[] {
  const found = heldPlaces(article, copy).map(({ claim: { id, number }, wording, of, part }) => ({
    claimId: id,
    number,
    wording,
    of,
    held: true as const,
    ...(part && { part }),
  }))
  return found.filter(({ wording }, index) => found.findIndex((one) => one.wording === wording) === index)
}

export function heldPlaces(article: HeldArticle, { doc, claims }: HeldCopy): HeldPlace[] {
  const held = claims.flatMap((claim) => claim.heldWordings.map((words) => ({ ...words, claim }))).toSorted(inOrder)
  if (held.length === 0) return []
  const known = new KnownClaims(claims, article.desk)
  const copy = copyOf(doc)
  const standing = claims.filter(({ removedAt }) => removedAt === null)
  const anchors = claimAnchors(doc, new Map(standing.map(({ id, wording }) => [id, wording])))
  const anchored = standing.flatMap((claim) => {
    const anchor = anchors.get(claim.id)
    if (!anchor) return []
    return [{ claim, wording: anchor.wording, text: spokenText(anchor.wording), start: copy.offsetOf(anchor.from), end: copy.offsetOf(anchor.to) }]
  })
  const text = spokenText(copy.text)
  const attributes = spokenAttributes(copy.doc).map((attribute) => ({ ...attribute, text: spokenText(attribute.text) }))
  return held.flatMap(({ claim, wording, wordingHash, heldBy }): HeldPlace[] => {
    if (countSpoken(wording) < FEWEST_WORDS) return []
    const by = stillHeldBy(holdNamed(heldBy), { ...factsOf(claim, article.desk), wordingHash })
    if (by === null) return []
    const words = { claim, wordingHash, by }
    if (known.areCleared(words)) return []
    const inCopy = allPlaces(text, wording).flatMap((place): HeldPlace[] => {
      const on = anchored.filter(({ start, end }) => start < place.end && place.start < end)
      const knowing = on.filter((one) => known.hasTakenOver(one.claim, words))
      if (isCovered(copy.text, place, knowing)) return []
      const others = on.filter((one) => !knowing.includes(one))
      const whole = others.find((one) => isCovered(copy.text, place, [one]))
      return [{ claim, wording, by, of: 'copy', takers: (whole ? [whole] : others).map((one) => one.claim) }]
    })
    const elsewhere = attributes.filter((attribute) => findSpoken(attribute.text, wording) !== null)
    const whole = [...inCopy, ...elsewhere.map(({ of }) => ({ claim, wording, by, of, takers: [] }))]
    return whole.length > 0 || !isAboutParts(by) ? whole : partPlaces(words, wording)
  })

  /** Of what the claim says no longer, where no claim has it that knows what held it. */
  function partPlaces(words: Words, wording: string): HeldPlace[] {
    const { claim, by } = words
    const knowing = anchored.filter((one) => known.hasTakenOver(one.claim, words))
    const isSaid = (part: string) => knowing.some((one) => findSpoken(one.text, part) !== null)
    const out = takenOut(wording, anchored.find((one) => one.claim.id === claim.id)?.wording ?? null)
    const part = findPart(text, out, { isIn: (place) => knowing.some((one) => isWithin(place, one)), isSaid })
    const others = anchored.filter((one) => !knowing.includes(one))
    const inCopy: HeldPlace[] = part
      ? [
          {
            claim,
            by,
            wording: part.wording,
            of: 'copy',
            part: true,
            takers: others.filter((one) => part.places.some((place) => isWithin(place, one))).map((one) => one.claim),
          },
        ]
      : []
    const elsewhere = attributes.flatMap((attribute): HeldPlace[] => {
      const said = findPart(attribute.text, out, { isIn: () => false, isSaid })
      return said ? [{ claim, by, wording: said.wording, of: attribute.of, part: true, takers: [] }] : []
    })
    return [...inCopy, ...elsewhere]
  }
}

function isWithin(place: Place, stretch: Place): boolean {
  return stretch.start <= place.start && place.end <= stretch.end
}

function inOrder(one: HeldWords, other: HeldWords): number {
  return one.claim.id.localeCompare(other.claim.id) || one.wordingHash.localeCompare(other.wordingHash)
}

interface HeldWords {
  claim: ClaimRow
  wordingHash: string
}

function allPlaces(text: Spoken, wording: string): Place[] {
  const places: Place[] = []
  findSpoken(text, wording, (place) => {
    places.push(place)
    return false
  })
  return places
}

interface Words {
  claim: ClaimRow
  wordingHash: string
  by: HeldBy
}

/** Which claims know what was known about which. */
class KnownClaims {
  private readonly claims: readonly ClaimRow[]
  private readonly desk: HeldArticle['desk']
  private readonly origins: ReadonlyMap<string, string | null>

  constructor(claims: readonly ClaimRow[], desk: HeldArticle['desk']) {
    this.claims = claims
    this.desk = desk
    this.origins = new Map(claims.flatMap(({ evidence }) => evidence.map(({ id, copiedFromId }) => [id, copiedFromId] as const)))
  }

  /**
   * Everything that stands of the other's evidence came to it, though it may have been withdrawn here; and the second
   * check. Where something confidential alone held them, what is open does not come: it would tell of that.
   */
  hasTakenOver(claim: ClaimRow, { claim: other, by }: Pick<Words, 'claim' | 'by'>): boolean {
    if (claim.id === other.id) return true
    if (by !== 'sealed' && other.secondCheck && !claim.secondCheckAsked) return false
    const own = new Set(claim.evidence.map(({ id }) => this.originOf(id)))
    return other.evidence.every(({ id, confidential, withdrawnAt }) => withdrawnAt !== null || (by === 'sealed' && !confidential) || own.has(this.originOf(id)))
  }

  /** These very words were verified by who had before them what held them. */
  areCleared({ claim: held, wordingHash, by }: Words): boolean {
    return this.claims.some((claim) => {
      const itself = claim.id === held.id
      // Of a claim that has left, its own verdict says nothing of a quote or of other words.
      if (itself && held.removedAt !== null && !isOfVerdict(by, held)) return false
      return this.hasTakenOver(claim, { claim: held, by }) && isCleared({ ...factsOf(claim, this.desk), wordingHash })
    })
  }

  private originOf(id: string): string {
    const from = this.origins.get(id)
    return from ? this.originOf(from) : id
  }
}

/** Whether what holds is that the verdict on these words does not count, or has not weighed something. */
function isOfVerdict(by: HeldBy, { evidence }: ClaimRow): boolean {
  if (by === 'sealed') return evidence.some(({ relation, withdrawnAt }) => relation === 'contradicts' && withdrawnAt === null)
  return by === 'against' || by === 'to_confirm' || by === 'awaiting_second'
}

function holdNamed(name: string): HeldBy {
  const hold = HELD_BY.find((one) => one === name)
  if (!hold) throw new Error(`no hold is called ${name}`)
  return hold
}

/** Whether every word of the place lies in one of these. */
function isCovered(text: string, place: Place, stretches: readonly Place[]): boolean {
  let at = place.start
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    if (HAS_WORD.test(text.slice(at, Math.min(start, place.end)))) return false
    at = Math.max(at, end)
  }
  return !HAS_WORD.test(text.slice(at, place.end))
}

const HAS_WORD = /[\p{L}\p{N}]/u
