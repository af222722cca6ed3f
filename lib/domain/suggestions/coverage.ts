/** CL-9: what of the copy nobody has tagged, sentence by sentence. */
import type { Stretch } from '#lib/domain/quotes/quotations.ts'
import { splitSentences } from './sentences.ts'

export interface Coverage {
  sentences: number
  /** Sentences in which at least one word lies under a claim. */
  tagged: number
  untagged: readonly Stretch[]
}

export function coverage(text: string, tagged: readonly Stretch[]): Coverage {
  const sentences = splitSentences(text)
  const untagged = sentences.filter((sentence) => !tagged.some(({ from, to }) => from < sentence.to && to > sentence.from))
  return { sentences: sentences.length, tagged: sentences.length - untagged.length, untagged }
}
