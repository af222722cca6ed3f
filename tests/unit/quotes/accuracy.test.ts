import { expect, it } from 'vitest'
import { compareQuote, type QuoteComparison } from '#lib/domain/quotes/compare-quote.ts'
import { indexSource, type SourceIndex } from '#lib/domain/quotes/source-index.ts'
import { contentWord, copyOfWords, LEXICON, randomFrom, sentence, written } from './made-copy.ts'

const SEED = 20_260_722
const SOURCES = 6
const WORDS = 18_000
const CASES = 600
const KINDS = ['exact', 'typography', 'elision', 'one word', 'a quarter', 'dropped', 'absent'] as const
type Kind = (typeof KINDS)[number]

interface Source {
  index: SourceIndex
  sentences: string[][]
  starts: number[]
}

function madeSource(random: () => number): Source {
  const sentences = copyOfWords(WORDS, random)
  const starts: number[] = []
  let text = ''
  for (const words of sentences) {
    starts.push(text.length)
    text += `${written(words)}${random() < 0.2 ? '\n' : ' '}`
  }
  return { index: indexSource(text), sentences, starts }
}

/** Whether what came back is all that it should be: the result, the right place, and for one word the very change. */
type Judge = (found: QuoteComparison) => boolean

interface Case {
  kind: Kind
  source: Source
  quote: string
  isRight: Judge
}

function madeCase(kind: Kind, source: Source, random: () => number): Case {
  const at = Math.floor(random() * source.sentences.length)
  const words = source.sentences[at] ?? []
  const start = source.starts[at] ?? 0
  const here = ({ place }: QuoteComparison) => place !== null && place.from >= start - 3 && place.to <= start + written(words).length + 40
  const one =
    (result: QuoteComparison['result']): Judge =>
    (found) =>
      found.result === result && here(found)
  const some = (part: number) => {
    const chosen = new Set<number>()
    while (chosen.size < Math.max(1, Math.round(words.length * part))) chosen.add(Math.floor(random() * words.length))
    return chosen
  }
  const other = (word: string) => {
    for (;;) {
      const fresh = contentWord(random)
      if (fresh !== word) return fresh
    }
  }
  switch (kind) {
    case 'exact':
      return { kind, source, quote: written(words), isRight: one('exact') }
    case 'typography':
      return { kind, source, quote: retyped(words), isRight: one('typography') }
    case 'elision': {
      const cut = 3 + Math.floor(random() * (words.length - 6))
      return {
        kind,
        source,
        quote: `${words.slice(0, cut - 1).join(' ')} ${random() < 0.5 ? '…' : '[...]'} ${words.slice(cut).join(' ')}`,
        // What drops a “not” is no mere omission (CL-8q).
        isRight: one(words[cut - 1] === 'not' ? 'altered' : 'elided'),
      }
    }
    case 'one word': {
      const content = words.map((word, index) => (LEXICON.includes(word) ? index : -1)).filter((index) => index > 0)
      const index = content[Math.floor(random() * content.length)] ?? 1
      const [before = '', after] = [words[index], other(words[index] ?? '')]
      const isRight: Judge = (found) =>
        one('altered')(found) &&
        found.diff
          .filter(({ op }) => op === 'removed')
          .map(({ text }) => text.trim().toLowerCase())
          .join(' ') === before &&
        found.diff
          .filter(({ op }) => op === 'added')
          .map(({ text }) => text.trim().toLowerCase())
          .join(' ') === after
      return { kind, source, quote: written(words.with(index, after)), isRight }
    }
    case 'a quarter': {
      const changed = some(0.25)
      return { kind, source, quote: written(words.map((word, index) => (changed.has(index) ? other(word) : word))), isRight: one('altered') }
    }
    case 'dropped': {
      const gone = some(0.2)
      return { kind, source, quote: written(words.filter((_, index) => !gone.has(index))), isRight: one('altered') }
    }
    case 'absent':
      return { kind, source, quote: written(sentence(random)), isRight: ({ result }) => result === 'not_found' }
  }
}

/** The same words in another hand: no-break spaces, a capital, a comma in each figure, a dash. */
function retyped(words: readonly string[]): string {
  const hand = words.map((word) => (/^\d+$/.test(word) ? word.replace(/(\d)(?=(?:\d{3})+$)/g, '$1,') : word))
  return `${hand.slice(0, 2).join('\u00a0')}, ${hand.slice(2).join('\u2009')}`.toUpperCase()
}

it('[CL-8c] 600 made quotes over sources of 18,000 words are told apart as they were made', () => {
  const random = randomFrom(SEED)
  const sources = Array.from({ length: SOURCES }, () => madeSource(random))
  const wrong = new Map<Kind, string[]>(KINDS.map((kind) => [kind, []]))
  const made = new Map<Kind, number>()
  for (let number = 0; number < CASES; number += 1) {
    const kind = KINDS[number % KINDS.length] ?? 'exact'
    const source = sources[number % SOURCES]
    if (!source) throw new Error('there is no such source')
    const { quote, isRight } = madeCase(kind, source, random)
    const found = compareQuote(source.index, quote)
    made.set(kind, (made.get(kind) ?? 0) + 1)
    if (!isRight(found)) wrong.get(kind)?.push(`${found.result} ${found.similarity.toFixed(2)}: ${quote}`)
  }
  for (const kind of ['exact', 'typography', 'elision', 'one word'] as const) expect(wrong.get(kind), kind).toEqual([])
  const rest = ['a quarter', 'dropped', 'absent'] as const
  const [faults, all] = [rest.flatMap((kind) => wrong.get(kind) ?? []), rest.reduce((sum, kind) => sum + (made.get(kind) ?? 0), 0)]
  expect(1 - faults.length / all, faults.join('\n')).toBeGreaterThanOrEqual(0.95)
})

it('[CL-8c] of 500 quotes from elsewhere none is called altered', () => {
  const random = randomFrom(SEED + 1)
  const sources = Array.from({ length: SOURCES }, () => madeSource(random))
  const called = Array.from({ length: 500 }, (_, number) => {
    const words = sentence(random)
    const quote = words.slice(0, 3 + Math.floor(random() * words.length)).join(' ')
    const source = sources[number % SOURCES]
    return { quote, result: source ? compareQuote(source.index, quote).result : 'no source' }
  }).filter(({ result }) => result === 'altered')
  expect(called).toEqual([])
})
