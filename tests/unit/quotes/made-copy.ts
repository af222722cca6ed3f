/** Copy made from a seed and from word material of our own: as many small words as English has, and a vocabulary in which few words are common. */

/** Numbers from 0 to 1, always the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const SMALL = `the the the the the of of of and and and to to to a a a in in in that that is it for was with as on by he be this are from at his has
  but not they which or had its have an were their been more will would who one when there we out up all`.split(/\s+/)
const ONSETS = 'b br c cl d dr f fl g gr h j k l m n p pl pr r s st str t tr v w'.split(' ')
const VOWELS = 'a e i o u ea ou ai ie'.split(' ')
const ENDS = 'n r l t d st nd m ck ve tion ment ing ed er ly al ic ous ance'.split(' ')
const LEXICON_SIZE = 3000

export const LEXICON: readonly string[] = lexicon()

function lexicon(): string[] {
  const random = randomFrom(7)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const words = new Set<string>()
  while (words.size < LEXICON_SIZE) words.add(pick(ONSETS) + pick(VOWELS) + (random() < 0.6 ? pick(ONSETS) + pick(VOWELS) : '') + pick(ENDS))
  return [...words]
}

export function contentWord(random: () => number): string {
  // By Zipf's law, nearly: the logarithm of the rank is even.
  return LEXICON[Math.floor(LEXICON_SIZE ** random()) - 1] ?? ''
}

export function sentence(random: () => number): string[] {
  const length = 8 + Math.floor(random() * 20)
  return Array.from({ length }, () => {
    const dice = random()
    if (dice < 0.45) return SMALL[Math.floor(random() * SMALL.length)] ?? ''
    if (dice < 0.48) return String(1000 + Math.floor(random() * 90_000))
    return contentWord(random)
  })
}

/** Sentences of at least so many words together. */
export function copyOfWords(count: number, random: () => number): string[][] {
  const sentences: string[][] = []
  for (let words = 0; words < count; words += sentences.at(-1)?.length ?? 0) sentences.push(sentence(random))
  return sentences
}

export function written(words: readonly string[]): string {
  const [first = '', ...rest] = words
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ')}.`
}
