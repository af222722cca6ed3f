/**
 * The server's own edits to a document: putting claim marks on words and taking them off. They are written as
 * formatting of the Yjs texts and never replace a node, so that whoever types in the same sentence at that moment
 * loses nothing.
 *
 * The caller sets the Y.Doc's client id and stores the returned update; the Y.Doc passed in already holds it.
 */
import { encodeAny, toBase64 } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import type * as Y from 'yjs'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { claimAnchors } from './anchors.ts'
import type { ClaimAnchor, DocRange } from './anchors.ts'
import { mendedEdges, wholeRange } from './claim-edges.ts'
import { agreement, keptShare, placeOf, says, standsBetween, type KnownClaim } from './claim-place.ts'
import { copyOf, type CopyText } from './copy-text.ts'
import { contextIn } from './find-quote.ts'
import { hasOwn, isForeign, madeOf, type LastSight } from './own-words.ts'
import { deltaOf, markNameOf, readDocument } from './read.ts'
import type { TextBlock } from './read.ts'
import { updateOf } from './update-of.ts'

export interface HealedClaims {
  /** The change to append; null when nothing was changed. */
  update: Uint8Array | null
  /** Claims whose mark was put back on their own words, or on what was made of them. */
  reattached: string[]
  /** Known claims that stand nowhere in the copy now. */
  detached: string[]
  /** Claims of which at least one copy, pasted or marked by hand, lost its mark. */
  strippedCopies: string[]
}

/**
 * Marks the copy of a range as a claim. Answers the update, or null when the range holds no copy or is marked
 * already. Editorial notes inside the range stay unmarked.
 */
export function placeClaimMark(ydoc: Y.Doc, range: DocRange, claimId: string): Uint8Array | null {
  return updateOf(ydoc, 'claim-marks', () => mark(ydoc, range, claimId))
}

/**
 * Takes a claim's mark off the given runs, or off the whole document (editorial notes too) when none are given.
 * Answers the update, or null when there was nothing to take off.
 */
export function stripClaimMark(ydoc: Y.Doc, claimId: string, runs?: readonly DocRange[]): Uint8Array | null {
  return updateOf(ydoc, 'claim-marks', () => strip(ydoc, claimId, runs))
}

/** Puts a claim's mark on a range and nowhere else. Answers the update, or null when it stands just there already. */
export function moveClaimMark(ydoc: Y.Doc, range: DocRange, claimId: string): Uint8Array | null {
  return updateOf(ydoc, 'claim-marks', () => {
    const { size } = readDocument(ydoc).doc.content
    strip(ydoc, claimId, [
      { from: 0, to: range.from },
      { from: range.to, to: size },
    ])
    mark(ydoc, range, claimId)
  })
}

/**
 * Repairs what editing did to claim marks: a pasted copy loses its mark, a mark that was carried elsewhere by hand
 * comes back to its words if they still stand where they stood, the edges are mended, and a claim whose mark was
 * stripped is marked again on the words from which it was taken, or on what was made of them. A mark that was put on
 * words which stood elsewhere all along is taken off. What cannot be shown to be the same
 * stretch of copy is left alone: that claim is detached, and a person says where it belongs. `sight` is the copy as the
 * rows of these claims saw it last (`wantsSight` says when it is needed).
 */
export function healClaims(ydoc: Y.Doc, known: readonly KnownClaim[], sight: LastSight | null = null): HealedClaims {
  const wordings = new Map(known.map(({ id, wording }) => [id, wording]))
  const claims = new Map(known.map((claim) => [claim.id, claim]))
  const copy = copyOf(ydoc)
  const strippedCopies: string[] = []
  const reattached: string[] = []
  const detached: string[] = []
  const update = updateOf(ydoc, 'claim-marks', () => {
    const strangers = [...claimAnchors(ydoc, wordings).values()].filter((anchor) => isOutnumbered(copy, anchor, sight))
    for (const { id, runs } of strangers) {
      strip(ydoc, id, runs)
      strippedCopies.push(id)
    }
    const anchors = claimAnchors(ydoc, wordings)
    for (const anchor of anchors.values()) {
      const claim = claims.get(anchor.id)
      const home = claim ? homeOf(copy, anchor, { claim, sight }) : null
      const isCarried = !home && claim !== undefined && isOnOthers(copy, anchor, { claim, sight })
      const strays = home || isCarried ? [...anchor.runs, ...anchor.copies].filter((run) => !home || !overlap(run, home)) : anchor.copies
      if (home) {
        mark(ydoc, home, anchor.id)
        reattached.push(anchor.id)
      }
      if (isCarried) anchors.delete(anchor.id)
      if (strays.length === 0) continue
      strip(ydoc, anchor.id, strays)
      strippedCopies.push(anchor.id)
    }
    for (const claim of known) {
      const anchor = anchors.get(claim.id)
      if (reattached.includes(claim.id)) continue
      if (anchor) standOn(ydoc, anchor, { copy, range: edgesOf(copy, anchor, { claim, sight }) })
      if (anchor) continue
      const range = placeOf(copy, claim, sight)
      if (range) mark(ydoc, range, claim.id)
      ;(range ? reattached : detached).push(claim.id)
    }
  })
  return { update, reattached, detached, strippedCopies }
}

/**
 * Whether a mark that says the claim's wording came with words that are new, while the claim's own characters stand
 * elsewhere under its mark: these are the claim, whatever they say by now.
 */
function isOutnumbered(copy: CopyText, { id, runs, copies }: ClaimAnchor, sight: LastSight | null): boolean {
  if (sight === null || copies.length === 0) return false
  const isOwn = (run: DocRange) => hasOwn(copy.blocks, run, { id, sight })
  return !runs.some(isOwn) && copies.some(isOwn)
}

/**
 * Whether healing has to know which words were the claims' own: one has no mark though its words may stand somewhere, has
 * several, or has it in other surroundings than were last seen. `lost` are those that had none then.
 */
export function wantsSight(ydoc: Y.Doc, known: readonly KnownClaim[], lost: ReadonlySet<string>): boolean {
  const copy = copyOf(ydoc)
  const anchors = claimAnchors(ydoc, new Map(known.map(({ id, wording }) => [id, wording])))
  return known.some((claim) => {
    const anchor = anchors.get(claim.id)
    if (!anchor) return !lost.has(claim.id) || placeOf(copy, claim) !== null
    if (anchor.copies.length > 0) return true
    return !standsBetween(copy, anchor, { prefix: claim.prefix ?? '', suffix: claim.suffix ?? '' })
  })
}

/**
 * After many words were replaced at once, takes off the marks that are left on words which only happen to be some of the
 * claim's, so that healing looks for the claim itself. `before` are the anchors that stood then. Answers the update, or null.
 */
export function releaseRemnants(ydoc: Y.Doc, known: readonly KnownClaim[], before: ReadonlyMap<string, ClaimAnchor>): Uint8Array | null {
  return updateOf(ydoc, 'claim-marks', () => {
    const copy = copyOf(ydoc)
    const anchors = claimAnchors(ydoc, new Map([...before].map(([id, { wording }]) => [id, wording])))
    for (const claim of known) {
      const [anchor, was] = [anchors.get(claim.id), before.get(claim.id)?.wording]
      if (!anchor || was === undefined) continue
      const said = contextIn(copy, mendedEdges(copy, anchor, claim)).wording
      const isEarlier = (claim.earlier ?? []).some(({ wording }) => normaliseWording(wording) === normaliseWording(said))
      if (!isEarlier && keptShare(was, said) < 0.5) strip(ydoc, claim.id, undefined)
    }
  })
}

/**
 * Puts a claim that stands at `anchor` on all of `range` and nowhere else: what was pasted inside it (DO-7c) is marked
 * too, so that it stays the claim's when the words beyond it go. Formatting moves no position.
 */
function standOn(ydoc: Y.Doc, anchor: ClaimAnchor, { copy, range }: { copy: CopyText; range: DocRange }): void {
  const outside = [
    { from: anchor.from, to: Math.min(range.from, anchor.to) },
    { from: Math.max(range.to, anchor.from), to: anchor.to },
  ].filter(({ from, to }) => from < to)
  if (outside.length > 0) strip(ydoc, anchor.id, outside)
  if (range.from < anchor.from || range.to > anchor.to || hasGap(copy, anchor)) mark(ydoc, range, anchor.id)
}

function hasGap(copy: CopyText, { runs }: ClaimAnchor): boolean {
  return runs.some((run, index) => {
    const last = runs[index - 1]
    return last !== undefined && copy.text.slice(copy.offsetOf(last.to), copy.offsetOf(run.from)).trim() !== ''
  })
}

/** The Yjs text attribute under which the binding reads a claim mark. */
export function claimAttribute(claimId: string): string {
  return anchorAttribute('claim', claimId)
}

const HASH_LENGTH = 6

/**
 * A mark that overlaps itself is stored as `name--hash`: base64 of the first six bytes of the sha256 of lib0's
 * encoding of the mark's JSON, onto which the remaining bytes are folded. This is the binding's own rule, written
 * again because it does not export it; a test compares the two.
 */
export function anchorAttribute(markName: 'claim' | 'comment', id: string): string {
  const hash = digest(encodeAny({ type: markName, attrs: { id } }))
  const folded = hash.slice(0, HASH_LENGTH)
  hash.subarray(HASH_LENGTH).forEach((byte, index) => {
    const at = (index + HASH_LENGTH) % HASH_LENGTH
    folded[at] = (folded[at] ?? 0) ^ byte
  })
  return `${markName}--${toBase64(folded)}`
}

interface SeenClaim {
  claim: KnownClaim
  sight: LastSight | null
}

/**
 * Where the claim stood, if its very words still stand there between the copy that was around them, while its mark
 * is in other surroundings. Nobody types that: cut copy is gone from where it was, and pasted copy loses its mark.
 */
function homeOf(copy: CopyText, anchor: ClaimAnchor, { claim, sight }: SeenClaim): DocRange | null {
  if (claim.prefix === undefined || claim.suffix === undefined || claim.wording === '') return null
  const beside = { prefix: claim.prefix, suffix: claim.suffix }
  const agrees = agreement(copy, anchor, beside)
  if (agrees.before || agrees.after) return null
  for (let at = copy.text.indexOf(claim.wording); at !== -1; at = copy.text.indexOf(claim.wording, at + 1)) {
    const range = { from: copy.posOfStart(at), to: copy.posOfEnd(at + claim.wording.length) }
    if (overlap(range, anchor) || !standsBetween(copy, range, beside)) continue
    if (madeOf(copy.blocks, range, { id: claim.id, sight }) !== 'others') return wholeRange(copy, range, claim)
  }
  return null
}

/** Whether the mark was put on words that stood elsewhere all along, or on too little to tell them from these. */
function isOnOthers(copy: CopyText, anchor: ClaimAnchor, { claim, sight }: SeenClaim): boolean {
  if (isForeign(copy.blocks, anchor, { id: claim.id, sight })) return true
  const mended = mendedEdges(copy, anchor, claim)
  return says(copy, mended, claim) && isForeign(copy.blocks, mended, { id: claim.id, sight })
}

/** Where the edges belong; words that stood beside the claim all along are not taken in because they say what it said. */
function edgesOf(copy: CopyText, anchor: ClaimAnchor, { claim, sight }: SeenClaim): DocRange {
  const mended = mendedEdges(copy, anchor, claim)
  return says(copy, mended, claim) && madeOf(copy.blocks, mended, { id: claim.id, sight }) === 'others' ? anchor : mended
}

function overlap(a: DocRange, b: DocRange): boolean {
  return a.from < b.to && b.from < a.to
}

function mark(ydoc: Y.Doc, range: DocRange, claimId: string): void {
  const attribute = claimAttribute(claimId)
  for (const { ytext, from, to } of pieces(
    readDocument(ydoc).blocks.filter((block) => !block.note),
    range,
  )) {
    const bare = attributedRuns(ytext, from, to).filter(({ attributes }) => !attributes.some(([name]) => name === attribute))
    for (const run of bare) ytext.format(run.from, run.to - run.from, { [attribute]: { id: claimId } })
  }
}

function strip(ydoc: Y.Doc, claimId: string, runs: readonly DocRange[] | undefined): void {
  const { doc, blocks } = readDocument(ydoc)
  for (const range of runs ?? [{ from: 0, to: doc.content.size }]) {
    for (const { ytext, from, to } of pieces(blocks, range)) {
      for (const run of attributedRuns(ytext, from, to)) {
        const names = run.attributes.filter(([name, value]) => markNameOf(name) === 'claim' && idOf(value) === claimId)
        if (names.length > 0) ytext.format(run.from, run.to - run.from, Object.fromEntries(names.map(([name]) => [name, null])))
      }
    }
  }
}

interface Piece {
  ytext: Y.XmlText
  from: number
  to: number
}

/** The parts of Yjs texts that lie in a range, as offsets into each text. */
function pieces(blocks: readonly TextBlock[], range: DocRange): Piece[] {
  return blocks.flatMap((block) =>
    block.segments.flatMap(({ ytext, offset, length }) => {
      const start = block.pos + offset
      const from = Math.max(range.from, start) - start
      const to = Math.min(range.to, start + length) - start
      return from < to ? [{ ytext, from, to }] : []
    }),
  )
}

function attributedRuns(ytext: Y.XmlText, from: number, to: number): { from: number; to: number; attributes: [string, unknown][] }[] {
  let at = 0
  return deltaOf(ytext).flatMap(({ text, attributes }) => {
    const start = at
    at += text?.length ?? 1
    const run = { from: Math.max(from, start), to: Math.min(to, at), attributes }
    return run.from < run.to ? [run] : []
  })
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
}
