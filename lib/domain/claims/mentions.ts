/** WO-2i: whom a message names. A name is that of the desk, written out after an @. */
interface Named {
  id: string
  name: string
}

const WORD = /[\p{L}\p{N}]/u

/**
 * The people named, each once, in the order of the list: of names that begin alike the longest that stands there
 * counts. And what stands after an @ and names nobody of the list, or somebody of `elsewhere`.
 */
export function mentionsIn<Person extends Named>(
  text: string,
  people: readonly Person[],
  elsewhere: readonly Named[] = [],
): { named: Person[]; others: string[] } {
  const lower = text.toLowerCase()
  const named = new Set<string>()
  const others = new Set<string>()
  for (let at = lower.indexOf('@'); at !== -1; at = lower.indexOf('@', at + 1)) {
    if (WORD.test(lower[at - 1] ?? '')) continue
    const fitting = [...people, ...elsewhere].filter(({ name }) => stands(lower, at + 1, name.toLowerCase()))
    const longest = Math.max(...fitting.map(({ name }) => name.length))
    const meant = people.filter((person) => fitting.includes(person) && person.name.length === longest)
    for (const { id } of meant) named.add(id)
    if (meant.length === 0) others.add(fitting.length > 0 ? text.slice(at + 1, at + 1 + longest) : (NAME.exec(text.slice(at + 1))?.[0] ?? ''))
  }
  return { named: people.filter(({ id }) => named.has(id)), others: [...others].filter((words) => words !== '') }
}

/** As a name is typed: a word, and what follows it with capitals or as a figure. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*(?: [\p{Lu}\p{Lt}\p{N}][\p{L}\p{M}\p{N}'’-]*){0,3}/u

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
