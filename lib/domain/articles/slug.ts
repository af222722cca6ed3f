/** The part of an address that a person can read: lower-case ASCII words and hyphens, at most 80 characters. */
const MAX = 80

/** Cut at a whole word. A title without any Latin letter or digit gives the fallback. */
export function slugOf(title: string, fallback = 'untitled'): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (plain.length <= MAX) return plain === '' ? fallback : plain
  const cut = plain.lastIndexOf('-', MAX)
  return plain.slice(0, cut > 0 ? cut : MAX)
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number += 1) {
    const candidate = `${slug}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Whether a slug is this one, or this one with the number that a taken one gets. */
export function saysSlug(slug: string, words: string): boolean {
  return slug === words || (slug.startsWith(`${words}-`) && /^[1-9]\d*$/.test(slug.slice(words.length + 1)))
}
