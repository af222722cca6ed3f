/**
 * CL-7w: what a row of an article's record says of the chains of its confidential evidence without telling whether there
 * are any: the root of a tree of hashes with a fixed number of leaves. A leaf is the head of a chain with a salt, or
 * noise; all of it follows from a nonce that the program keeps. Who is shown one leaf and its path learns of no other.
 */
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

/** A tree of more chains has twice as many leaves until they fit; that there are so many is then seen. */
const LEAVES = 256

export interface CommittedHead {
  chain: string
  seq: number
  hash: string
}

/** Shows that the root was made over this head. */
export interface CommitmentProof {
  root: string
  head: CommittedHead
  /** Which leaf it is, from 0. */
  leaf: number
  salt: string
  /** The hashes beside it, from the leaf upwards. */
  path: string[]
}

/** 64 hex digits. `nonce` is as random as a key and used once. */
export function commitmentRoot(heads: readonly CommittedHead[], nonce: string): string {
  return layersOf(heads, nonce).at(-1)?.[0] ?? ''
}

/** null for a chain that is not among them. */
export function proofOf(heads: readonly CommittedHead[], nonce: string, chain: string): CommitmentProof | null {
  const index = heads.findIndex((head) => head.chain === chain)
  const head = heads[index]
  if (!head) return null
  const layers = layersOf(heads, nonce)
  const leaf = placesOf(heads, nonce)[index] ?? 0
  const path = layers.slice(0, -1).map((layer, height) => layer[(leaf >> height) ^ 1] ?? '')
  return { root: layers.at(-1)?.[0] ?? '', head, leaf, salt: derived(nonce, 'salt', index), path }
}

/** The root that leaf and path lead to. */
export function rootFrom({ head, leaf, salt, path }: Omit<CommitmentProof, 'root'>): string {
  return path.reduce((hash, beside, height) => sha256Hex((leaf >> height) % 2 === 0 ? hash + beside : beside + hash), leafOf(head, salt))
}

function layersOf(heads: readonly CommittedHead[], nonce: string): string[][] {
  const bottom = Array.from({ length: sizeFor(heads) }, (_, index) => derived(nonce, 'noise', index))
  const places = placesOf(heads, nonce)
  for (const [index, head] of heads.entries()) bottom[places[index] ?? 0] = leafOf(head, derived(nonce, 'salt', index))
  const layers = [bottom]
  for (let below = bottom; below.length > 1; layers.push(below))
    below = Array.from({ length: below.length / 2 }, (_, index) => sha256Hex(`${below[2 * index]}${below[2 * index + 1]}`))
  return layers
}

/** Of each head its leaf: as good as drawn by lot. */
function placesOf(heads: readonly CommittedHead[], nonce: string): number[] {
  const lots = Array.from({ length: sizeFor(heads) }, (_, leaf) => ({ leaf, lot: derived(nonce, 'lot', leaf) }))
  return lots.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ leaf }) => leaf)
}

function sizeFor(heads: readonly CommittedHead[]): number {
  let size = LEAVES
  while (size < heads.length) size *= 2
  return size
}

function leafOf({ chain, seq, hash }: CommittedHead, salt: string): string {
  return sha256Hex(canonicalJson({ salt, chain, seq, hash }))
}

function derived(nonce: string, what: 'noise' | 'salt' | 'lot', index: number): string {
  return sha256Hex(`${nonce} ${what} ${index}`)
}
