/**
 * Text as words for comparing: NFKC, lower case, one style of quotation mark and dash, "1,000" as "1000", white space
 * and punctuation left out; each word remembers where it stands in the original. A question mark is kept, because it
 * turns a statement round.
 */

export interface Tokens {
  /** The words in normal form. */
  words: readonly string[]
  /** For each word the half-open stretch of the original. */
  starts: Uint32Array
  ends: Uint32Array
}

export function tokensOf(text: string): Tokens {
  const words: string[] = []
  // A word is at least one unit long and parted from the next, or a sign by itself.
  const starts = new Uint32Array(text.length)
  const ends = new Uint32Array(text.length)
  const length = text.length
  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    if (!isWordUnit(code)) {
      if (isSign(code)) {
        starts[words.length] = at
        ends[words.length] = at + 1
        words.push(text[at] ?? '')
      }
      at += 1
      continue
    }
    const start = at
    let isPlain = true
    at += 1
    for (; at < length; at += 1) {
      const next = text.charCodeAt(at)
      if (isWordUnit(next)) continue
      if (!isJoint(next) || at + 1 >= length || !isWordUnit(text.charCodeAt(at + 1))) break
      if (next === 44 && !isThousands(text, at)) break
      // "isn't": the joint stays, in one style; "low-cost" and "low cost" are the same words.
      if (isDash(next)) break
      isPlain = false
    }
    starts[words.length] = start
    ends[words.length] = at
    words.push(normalWord(text.slice(start, at), isPlain))
  }
  return { words, starts: starts.slice(0, words.length), ends: ends.slice(0, words.length) }
}

/** As it is compared. */
export function normalWord(word: string, isPlain = false): string {
  if (isPlain && isAscii(word)) return word.toLowerCase()
  return word
    .replace(/[\u00ad\u200b\u2060\ufeff]/gu, '')
    .normalize('NFKC')
    .replace(/[‘’‛′]/gu, "'")
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .toLowerCase()
}

/** The comma stands between groups of three figures. */
function isThousands(text: string, comma: number): boolean {
  if (!isDigit(text.charCodeAt(comma - 1))) return false
  return (
    isDigit(text.charCodeAt(comma + 1)) && isDigit(text.charCodeAt(comma + 2)) && isDigit(text.charCodeAt(comma + 3)) && !isDigit(text.charCodeAt(comma + 4))
  )
}

function isWordUnit(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code)
  if (code === 0xad || code === 0x200b || code === 0x2060 || code === 0xfeff) return true
  if (code === 0xaa || code === 0xb2 || code === 0xb3 || code === 0xb5 || (code >= 0xb9 && code <= 0xba) || (code >= 0xbc && code <= 0xbe)) return true
  return (
    code >= 0xc0 &&
    code !== 0xd7 &&
    code !== 0xf7 &&
    !(code >= 0x2000 && code <= 0x206f) &&
    !(code >= 0x2e00 && code <= 0x2e7f) &&
    !isCjkMark(code) &&
    code !== 0x20ac
  )
}

function isCjkMark(code: number): boolean {
  return (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020) || (code >= 0xff01 && code <= 0xff0f) || (code >= 0xff1a && code <= 0xff20)
}

/** Apostrophes, points, commas, colons and dashes between two units of a word. */
function isJoint(code: number): boolean {
  return code === 39 || code === 0x2019 || code === 0x2018 || code === 46 || code === 44 || code === 58 || isDash(code)
}

function isDash(code: number): boolean {
  return code === 45 || code === 0x2010 || code === 0x2011
}

function isSign(code: number): boolean {
  return code === 63 || code === 37 || code === 36 || code === 0x20ac || code === 0xa3 || code === 0xa5
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 127) return false
  return true
}
