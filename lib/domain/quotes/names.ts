/** Names in copy, told by their capitals. A guess for people to confirm, in scripts that have capitals. */
import { SENTENCE_STARTERS } from '#lib/domain/claims/word-lists.ts'
import type { Stretch } from './quotations.ts'

export interface Name extends Stretch {
  name: string
  /** The last word: how a person is called after the first mention. */
  last: string
}

const RUN =
  /\p{Lu}[\p{L}\p{M}]*(?:[-'’.]\p{L}+)*(?:(?: |\u00a0)(?:(?:al|bin|bint|da|de|del|der|di|du|el|la|le|van|von|y)(?: |\u00a0))*\p{Lu}[\p{L}\p{M}]*(?:[-'’.]\p{L}+)*(?:(?<=[ \u00a0]\p{Lu})\.)?)*/gu

/** Runs of words with capitals; a word that only begins a sentence is left out. */
export function findNames(text: string, { from, to }: Stretch = { from: 0, to: text.length }): Name[] {
  return Array.from(text.slice(from, to).matchAll(RUN)).flatMap((match) => {
    const words = match[0].replace(/['’]s$/u, '').split(/[ \u00a0]/)
    let start = from + match.index
    while (words.length > 0 && SENTENCE_STARTERS.has(words[0]?.toLowerCase() ?? '')) start += (words.shift()?.length ?? 0) + 1
    const last = words.at(-1)
    if (last === undefined || last.length < 2) return []
    const name = words.join(' ')
    return [{ name, last, from: start, to: start + name.length }]
  })
}

/** Words with a capital that name an office or a place in an order, not a person. */
export const TITLE_WORDS: ReadonlySet<string> = new Set(
  `president prime minister foreign defence defense deputy vice secretary general chancellor king queen prince princess pope leader supreme
  ayatollah senator representative congressman congresswoman governor mayor chief executive officer director chairman chairwoman spokesman
  spokeswoman spokesperson ambassador professor doctor dr mr mrs ms sir dame lord lady captain colonel major sergeant judge justice minister
  ministry government kremlin court police army council parliament congress senate house white committee commission union`.split(/\s+/),
)

/** Common words that often begin a sentence in the copy of news, where they have a capital and are no name. */
export const OPENERS: ReadonlySet<string> = new Set(
  `last next final another other both each every many several some most few such same new old earlier later meanwhile however
  paragraph chapter section part note page question answer source sources witness witnesses police officials experts critics
  figures data statistics records documents prices workers people families residents neighbours neighbors reporters journalists investigators analysts nobody everybody somebody`.split(
    /\s+/,
  ),
)
