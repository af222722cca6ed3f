/** RFC 8785 text of a JSON value: the one spelling in which things are hashed and frozen. */
import canonicalize from 'canonicalize'

/**
 * Lone surrogates, which UTF-8 and so Postgres cannot hold, become U+FFFD here as they do on their way into the
 * database: what is hashed is what is stored. Throws on values without a JSON form.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(wellFormed(value))
  if (text === undefined) throw new Error('This value has no JSON form.')
  return text
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return scalar(value)
  if (Array.isArray(value)) return value.map(wellFormed)
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [scalar(key), wellFormed(member)]))
}

function scalar(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}
