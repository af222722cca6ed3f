/** The quotations of a source, by who probably says them. */
import { outerQuotations, type Stretch } from './quotations.ts'
import { isSameSpeaker } from './same-speaker.ts'
import type { SourceIndex } from './source-index.ts'
import { likelySpeaker } from './speaker.ts'

const known = new WeakMap<SourceIndex, { speaker: string | null; inner: readonly Stretch[] }[]>()

/** The words of these speakers, marks left out; empty where none is told to be theirs. */
export function saidBy(source: SourceIndex, speakers: readonly string[]): Stretch[] {
  const all = known.get(source) ?? outerQuotations(source.text).map((one) => ({ speaker: likelySpeaker(source.text, one), inner: one.inner }))
  known.set(source, all)
  return all.flatMap(({ speaker: who, inner }) => (who !== null && speakers.some((speaker) => isSameSpeaker(who, speaker)) ? inner : []))
}
