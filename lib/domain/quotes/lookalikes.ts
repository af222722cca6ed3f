/**
 * Letters of Cyrillic and Greek that are printed like Latin ones. Words that differ by nothing else read the same and
 * are others for every search: they are folded to find a place, never to call two texts the same (CL-8s).
 */
import type { DiffPart } from '#lib/domain/claims/diff.ts'

// In pairs: the letter, and the Latin one that it is printed like. Each stands for one letter within its own script, so
// that no two words of one script become the same.
const PAIRS = {
  cyrillic: 'АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXЁËЇÏаaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxёëїïԛqԝwԁd',
  greek: 'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaβbεeιiκkνvοoρpτtυuχxϲcϳj',
}
const LATIN = new Map(
  Object.values(PAIRS)
    .flatMap((pairs) => pairs.match(/../gu) ?? [])
    .map(([letter = '', latin = '']) => [letter, latin]),
)
const ALIKE = new RegExp(`[${[...LATIN.keys()].join('')}]`, 'gu')

/** With the Latin letter for each that is printed like one. */
export function foldLookalikes(text: string): string {
  return text.normalize('NFC').replace(ALIKE, (letter) => LATIN.get(letter) ?? letter)
}

/** Letters of two alphabets in one word: no language writes so. */
export function mixesAlphabets(word: string): boolean {
  return /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word.normalize('NFKD').replaceAll('μ', ''))
}

/** Whether words that changed are printed alike, so that nobody could see what differs. */
export function looksAlike(diff: readonly DiffPart[]): boolean {
  return diff.some(({ op, text }, index) => {
    const next = diff[index + 1]
    if (op === 'same' || next === undefined || next.op === 'same' || next.op === op) return false
    const [one, other] = [text, next.text].map((words) => words.split(/\s+/u).filter((word) => word !== ''))
    return one?.some((word, at) => word !== other?.[at] && foldLookalikes(word) === foldLookalikes(other?.[at] ?? '')) ?? false
  })
}
