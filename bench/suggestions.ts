/** CL-9: sentences looked through a second, beside the floor of only cutting the same text into sentences. */
import { readFile } from 'node:fs/promises'
import { splitSentences } from '#lib/domain/suggestions/sentences.ts'
import { suggest } from '#lib/domain/suggestions/suggest.ts'
import { measure, type Bench, type Measurement } from './measure.ts'

export const question = 'How many sentences are looked through for suggestions in a second?'

const COPIES = 25

export async function run({ quick }: Pick<Bench, 'quick'>): Promise<Measurement[]> {
  const runs = quick ? 3 : 200
  const article = await readFile(new URL('../prisma/seed/article.txt', import.meta.url), 'utf8')
  const text = Array.from({ length: COPIES }, () => article).join('\n')
  const things = splitSentences(text).length
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  const what = `look through ${things} sentences`
  return [
    await measure({ what, who: 'Intl.Segmenter, cutting only', runs, things }, () => Array.from(segmenter.segment(text)).length),
    await measure({ what, who: 'stet, cutting only', runs, things }, () => splitSentences(text).length),
    await measure({ what, who: 'stet', runs, things }, () => suggest(text).length),
  ]
}
