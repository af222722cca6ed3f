/** CL-8: a source made ready for comparing, and quotes compared with it; beside it the floor of reading the text once. */
import { readFile } from 'node:fs/promises'
import { compareQuote } from '#lib/domain/quotes/compare-quote.ts'
import { indexSource } from '#lib/domain/quotes/source-index.ts'
import { measure, type Bench, type Measurement } from './measure.ts'

export const question = 'What does comparing quotes with a source of 10,000 words cost?'

const WORDS = 10_000

export async function run({ quick }: Pick<Bench, 'quick'>): Promise<Measurement[]> {
  const runs = quick ? 3 : 300
  const article = await readFile(new URL('../prisma/seed/article.txt', import.meta.url), 'utf8')
  const text = sourceOf(article.split(/\s+/))
  const source = indexSource(text)
  const quotes = Array.from({ length: 8 }, (_, number) => alteredQuote(text.split(/\s+/).slice(number * 1200, number * 1200 + 20)))
  return [
    await measure({ what: `index ${WORDS} words`, who: 'split and lower case only', runs }, () => text.toLowerCase().split(/\s+/).length),
    await measure({ what: `index ${WORDS} words`, who: 'stet', runs }, () => indexSource(text).ids.length),
    await measure({ what: 'compare 8 altered quotes of 20 words', who: 'stet', runs }, () => quotes.map((quote) => compareQuote(source, quote).result)),
  ]
}

/** The demo article's words again and again, every seventh made a word of its own, so that the source has as many as a real one. */
function sourceOf(words: readonly string[]): string {
  return Array.from({ length: WORDS }, (_, at) => (at % 7 === 0 ? `${words[at % words.length]}${at}` : words[at % words.length])).join(' ')
}

function alteredQuote(words: readonly string[]): string {
  return words.with(10, 'otherwise').join(' ')
}
