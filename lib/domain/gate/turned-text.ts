/**
 * RE-5g: invisible signs that show words or figures in another order than they are written ("91" as "19"). Copy that is
 * written from right to left has use for some of them, where it stands; nothing has for the others.
 */
export interface TurningSign {
  /** As Unicode names its code: "U+202E". */
  sign: string
  /** The words around it, without such signs. */
  at: string
}

const SIGNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const TURNING = /[\u061c\u200f\u202a\u202b\u202d\u202e\u2066-\u2068]/u
const OVERRIDE = /[\u202d\u202e]/
const MARK = /[\u061c\u200f]/
const ISOLATE = /[\u2066-\u2068]/
const EMBEDDING = /[\u202a\u202b]/
const TO_THE_LEFT = /[\u202b\u2067]/
const [POP_EMBEDDING, POP_ISOLATE] = ['\u202c', '\u2069']

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u

/**
 * The first sign of a paragraph that turns what it has no business with: an override; an embedding or isolate that is not
 * closed, or that goes from right to left and holds no such letter; a mark between letters that go from left to right.
 */
export function turningSign(paragraph: string): TurningSign | null {
  if (!TURNING.test(paragraph)) return null
  const open: { at: number; sign: string }[] = []
  const faults: number[] = []
  for (const { 0: sign, index } of paragraph.matchAll(SIGNS)) {
    if (OVERRIDE.test(sign) || (MARK.test(sign) && !isAmongRightToLeft(paragraph, index))) faults.push(index)
    if (ISOLATE.test(sign) || EMBEDDING.test(sign)) open.push({ at: index, sign })
    if (sign !== POP_EMBEDDING && sign !== POP_ISOLATE) continue
    const last = open.findLastIndex((one) => (sign === POP_ISOLATE ? ISOLATE : EMBEDDING).test(one.sign))
    // An embedding is not closed through an isolate that was opened in it.
    if (last === -1 || (sign === POP_EMBEDDING && last < open.length - 1)) continue
    const [closed, ...within] = open.splice(last)
    faults.push(...within.map(({ at }) => at))
    if (closed && TO_THE_LEFT.test(closed.sign) && !RIGHT_TO_LEFT.test(letters(paragraph.slice(closed.at, index)))) faults.push(closed.at)
  }
  faults.push(...open.map(({ at }) => at))
  return faults.length === 0 ? null : described(paragraph, Math.min(...faults))
}

/** Whether the nearest letter on one side goes from right to left. */
function isAmongRightToLeft(paragraph: string, at: number): boolean {
  const [before, after] = [/\p{L}\P{L}*$/u.exec(paragraph.slice(Math.max(0, at - REACH), at)), /\p{L}/u.exec(paragraph.slice(at, at + REACH))]
  return RIGHT_TO_LEFT.test(before?.[0].match(/^\p{L}/u)?.[0] ?? '') || RIGHT_TO_LEFT.test(after?.[0] ?? '')
}

/** How far from a mark the letter may stand that it belongs to. */
const REACH = 64

function letters(text: string): string {
  return text.replace(/\P{L}+/gu, '')
}

/** Characters on each side. */
const AROUND = 24

function described(paragraph: string, index: number): TurningSign {
  const code = (paragraph.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const [before, after] = [paragraph.slice(0, index), paragraph.slice(index)].map((text) => Array.from(text.replace(SIGNS, '')))
  return { sign: `U+${code}`, at: [...(before ?? []).slice(-AROUND), ...(after ?? []).slice(0, AROUND)].join('').trim() }
}
