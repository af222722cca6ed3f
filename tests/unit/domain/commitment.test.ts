import { describe, expect, it } from 'vitest'
import { commitmentRoot, proofOf, rootFrom, type CommittedHead } from '#lib/domain/audit/commitment.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

const head = (n: number): CommittedHead => ({ chain: `evidence:${n}`, seq: n + 1, hash: sha256Hex(String(n)) })
const heads = (count: number) => Array.from({ length: count }, (_, n) => head(n))

describe('the commitment to the chains of confidential evidence', () => {
  it('[CL-7w] opens for each head by itself, and for no other', () => {
    for (const count of [1, 2, 7, 300]) {
      const made = heads(count)
      for (const { chain } of [made[0], made.at(-1)].flatMap((one) => one ?? [])) {
        const proof = proofOf(made, 'a nonce', chain)
        if (!proof) throw new Error('it is among them')
        expect([proof.root, rootFrom(proof)]).toEqual([commitmentRoot(made, 'a nonce'), proof.root])
        expect(rootFrom({ ...proof, head: { ...proof.head, seq: proof.head.seq - 1 } })).not.toBe(proof.root)
        expect(rootFrom({ ...proof, leaf: proof.leaf ^ 1 })).not.toBe(proof.root)
      }
      expect(proofOf(made, 'a nonce', 'evidence:unknown')).toBeNull()
    }
  })

  it('[CL-7w] tells of no others: neither the root nor a proof says how many there are', () => {
    expect(commitmentRoot([], 'a nonce')).toMatch(/^[0-9a-f]{64}$/)
    const proofs = [1, 2, 50].map((count) => proofOf(heads(count), 'a nonce', 'evidence:0'))
    expect(proofs.map((proof) => proof?.path.length)).toEqual([8, 8, 8])
    for (const hash of proofs.flatMap((proof) => proof?.path ?? [])) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    // The same place in the tree and the same salt, however many stand elsewhere in it.
    expect(new Set(proofs.map((proof) => `${proof?.leaf} ${proof?.salt}`)).size).toBe(1)
    expect(commitmentRoot(heads(1), 'a nonce')).not.toBe(commitmentRoot(heads(1), 'another'))
  })
})
