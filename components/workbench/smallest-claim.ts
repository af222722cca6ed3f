import type { EditorState } from '@tiptap/pm/state'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

/** Of claims that lie over the same words the one with the shortest wording: a larger one can be pressed elsewhere. */
export function smallestClaim(claims: readonly ClaimDto[]): ClaimDto | undefined {
  return claims.toSorted((a, b) => a.wording.length - b.wording.length || b.number - a.number)[0]
}

/** The claims on the words at either end of the selection. */
export function claimsAtCaret({ selection: { $from, $to } }: EditorState): string[] {
  const marks = [...$from.marks(), ...$to.marks()].filter((mark) => mark.type.name === 'claim')
  return [...new Set(marks.map((mark) => String(mark.attrs.id)))]
}
