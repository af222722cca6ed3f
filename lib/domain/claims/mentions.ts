/** WO-2i: whom a message names. A name is that of the desk, written out after an @. */
interface Named {
  id: string
  name: string
}

const WORD = /[\p{L}\p{N}]/u

/** The people named, each once, in the order of the list. Of names that begin alike the longest that stands there counts. */
export function mentionsIn<Person extends Named>(text: string, people: readonly Person[]): Person[] {
  const lower = text.toLowerCase()
  const named = new Set<string>()
  for (let at = lower.indexOf('@'); at !== -1; at = lower.indexOf('@', at + 1)) {
    if (WORD.test(lower[at - 1] ?? '')) continue
    const fitting = people.filter(({ name }) => stands(lower, at + 1, name.toLowerCase()))
    const longest = Math.max(...fitting.map(({ name }) => name.length))
    for (const { id, name } of fitting) if (name.length === longest) named.add(id)
  }
  return people.filter(({ id }) => named.has(id))
}

function stands(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !WORD.test(text[at + name.length] ?? '')
}

/** The name that is being typed after an @ before the caret, and where the @ is; null when none is. */
export function mentionBegun(text: string, caret: number): { at: number; begun: string } | null {
  const at = text.lastIndexOf('@', caret - 1)
  if (at === -1 || WORD.test(text[at - 1] ?? '')) return null
  const begun = text.slice(at + 1, caret)
  return begun.length > 40 || /\n|\s\s/.test(begun) || begun.startsWith(' ') ? null : { at, begun }
}

/** Whose name, or a part of it, begins like that. */
export function fittingNames<Person extends Named>(begun: string, people: readonly Person[]): Person[] {
  const wanted = begun.toLowerCase()
  return people.filter(({ name }) => {
    const lower = name.toLowerCase()
    return lower !== wanted && (lower.startsWith(wanted) || lower.split(/\s+/).some((part) => part.startsWith(wanted)))
  })
}
