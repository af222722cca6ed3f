import type { EvidenceDto } from '#lib/api/schemas/claims.ts'

type Named = Pick<EvidenceDto, 'title' | 'fileName' | 'reached' | 'url'> & { captures: readonly { title: string | null }[] }

/** What evidence is called, by whoever added it or by itself; null for a note without a title. */
export function evidenceName({ title, captures, fileName, reached, url }: Named): string | null {
  return title ?? captures.find((capture) => capture.title !== null)?.title ?? fileName ?? reached ?? url
}
