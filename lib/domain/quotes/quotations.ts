/**
 * Where quotations stand in copy, by their marks: straight and curly, double and single, « » and „ “, one inside
 * another, and over several paragraphs, each of which then begins with an opening mark while only the last closes.
 */
import { SAYING } from '#lib/domain/suggestions/words.ts'

/** Half-open. */
export interface Stretch {
  from: number
  to: number
}

export interface Quotation extends Stretch {
  /** The quoted words without their marks: one stretch, or one a paragraph. */
  inner: readonly Stretch[]
  /** 0 for a quotation that stands in the copy itself, 1 for one inside it, and so on. */
  depth: number
}

/** What stands behind an opening mark that nothing closes, or before a closing mark that nothing opens. */
export interface Unpaired {
  inner: readonly Stretch[]
  missing: 'opening' | 'closing'
}

type Family =
  | 'double'
  | 'single'
  | 'angled'
  | 'low'
  | 'straight'
  | 'straightSingle'
  | 'reversed'
  | 'ornate'
  | 'corner'
  | 'cornerDouble'
  | 'prime'
  | 'doublePrime'
  | 'modifier'
  | 'typed'

interface Open {
  family: Family
  /** As it stands in the text. */
  mark: string
  at: number
  depth: number
  inner: Stretch[]
  start: number
}

const ANY_MARK = /``|''|["'“”„‟«»‘’‚‛‹›❝❞「」『』〝〞〟＂″ˮ\n]/g

/**
 * All quotations by their beginning; blocks of the copy are parted by "\n". A mark that nothing closes is not a
 * quotation, and a single mark inside a word, before a year ('90s) or after a plural is an apostrophe.
 */
export function findQuotations(text: string): Quotation[] {
  return scanned(text).found.sort((a, b) => a.from - b.from)
}

/**
 * The stretches beside marks that have lost their partner, as far as the paragraph or the next mark goes: what may
 * have been a quotation until somebody deleted one of its marks. Inches, apostrophes and years have no partner to lose.
 */
export function findUnpaired(text: string): Unpaired[] {
  const { found, lone } = scanned(text)
  // A quotation in single marks may be part of what has lost its mark.
  const marks = [...lone, ...found.filter(({ from }) => !SINGLE.has(text[from] ?? ''))]
  return lone.flatMap(({ from, to, missing, before }) => {
    const line = lineAround(text, from)
    const start = missing === 'closing' ? to : Math.max(line.from, ...marks.filter((mark) => mark.to <= from).map((mark) => mark.to))
    const end = missing === 'opening' ? from : Math.min(line.to, ...marks.filter((mark) => mark.from >= to).map((mark) => mark.from))
    // Between two that have both lost their partner stands one stretch: the first of them has it.
    const isSeen = missing === 'opening' && lone.some((other) => other.missing === 'closing' && other.to === start)
    return isSeen || start >= end ? [] : [{ missing, inner: [...before, { from: start, to: end }] }]
  })
}

const SINGLE: ReadonlySet<string> = new Set(["'", '‘', '‛', '‚', '‹', '›'])

interface Lone extends Stretch {
  missing: 'opening' | 'closing'
  /** Paragraphs over which it went on before. */
  before: readonly Stretch[]
}

function scanned(text: string): { found: Quotation[]; lone: Lone[] } {
  const found: Quotation[] = []
  const lone: Lone[] = []
  let open: Open[] = []
  const leave = () => {
    const outer = open.find((one) => quotesAlone(one, text))
    if (outer) lone.push({ from: outer.start - outer.mark.length, to: outer.start, missing: 'closing', before: outer.inner })
    open = []
  }
  ANY_MARK.lastIndex = 0
  for (let match = ANY_MARK.exec(text); match; match = ANY_MARK.exec(text)) {
    const at = match.index
    const sign = match[0] === '＂' ? '"' : match[0]
    if (sign === '\n') {
      const next = continued(text, at, open)
      if (next === null) leave()
      else {
        const outer = open[0]
        if (outer) {
          outer.inner.push({ from: outer.start, to: at })
          outer.start = next + outer.mark.length
          ANY_MARK.lastIndex = outer.start
          open = [outer]
        }
      }
      continue
    }
    const end = at + sign.length
    const top = closedBy(sign, text, at, open)
    if (top) {
      open = open.slice(0, open.indexOf(top))
      found.push({ from: top.at, to: end, inner: [...top.inner, { from: top.start, to: at }], depth: top.depth })
      continue
    }
    const family = openedBy(sign, text, at)
    if (family) open.push({ family, mark: match[0], at, depth: open.length, inner: [], start: end })
    // Two single marks side by side may each stand for themselves.
    else if (sign === "''") ANY_MARK.lastIndex = at + 1
    else if (!open.some((one) => quotesAlone(one, text)) && closesAlone(sign, text, at)) lone.push({ from: at, to: end, missing: 'opening', before: [] })
  }
  leave()
  return { found, lone }
}

/** Those that stand in the copy itself, not inside another. */
export function outerQuotations(text: string): Quotation[] {
  let end = 0
  return findQuotations(text).filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}

/** The quoted words without their marks, paragraphs joined by "\n". */
export function quotedWords(text: string, { inner }: Quotation): string {
  return inner.map(({ from, to }) => text.slice(from, to)).join('\n')
}

/** Where the mark stands with which the next paragraph goes on with what is open; null when it does not. */
function continued(text: string, lineEnd: number, open: readonly Open[]): number | null {
  const outer = open[0]
  if (!outer) return null
  let at = lineEnd + 1
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1
  return text.startsWith(outer.mark, at) ? at : null
}

function openedBy(sign: string, text: string, at: number): Family | null {
  switch (sign) {
    case '“':
    case '‟':
      return endsPhrase(text, at) ? null : 'double'
    case '„':
    case '‚':
      return 'low'
    case '«':
    case '‹':
      return endsPhrase(text, at) ? null : 'angled'
    case '»':
    case '›':
      return beginsWord(text, at) || isSpacedGuillemet(sign, text, at) ? 'reversed' : null
    // Nothing but the same sign closes these: inches and seconds open nothing, and are none that has lost its partner.
    case '″':
      return beginsWord(text, at) ? 'doublePrime' : null
    case 'ˮ':
      return beginsWord(text, at) ? 'modifier' : null
    case '”':
      return beginsWord(text, at) ? 'double' : null
    case '"':
      return beginsWord(text, at) || standsApart(text, at) ? 'straight' : null
    case '❝':
      return 'ornate'
    case '「':
      return 'corner'
    case '『':
      return 'cornerDouble'
    case '〝':
      return 'prime'
    case '``':
      return 'typed'
    case "''":
      return beginsWord(text, at, at + 2) ? 'typed' : null
    case '‘':
    case '‛':
      return beginsWord(text, at) && !isDigit(text[at + 1]) ? 'single' : null
    case "'":
      return beginsWord(text, at) && !isDigit(text[at + 1]) ? 'straightSingle' : null
    default:
      return null
  }
}

/** The innermost open quotation that the sign closes. */
function closedBy(sign: string, text: string, at: number, open: readonly Open[]): Open | undefined {
  return open.findLast(({ family, at: opening }) => at > opening + 1 && closes(family, sign, text, at))
}

function closes(family: Family, sign: string, text: string, at: number): boolean {
  switch (family) {
    case 'double':
      return sign === '”' || (sign === '"' && endsWord(text, at))
    case 'low':
      return sign === '“' || sign === '”' || sign === '‘' || sign === '’' || sign === '"'
    case 'angled':
      return sign === '»' || sign === '›'
    case 'reversed':
      return sign === '«' || sign === '‹'
    case 'straight':
      return (sign === '"' && endsWord(text, at)) || sign === '”'
    case 'ornate':
      return sign === '❞' || sign === '”'
    case 'corner':
      return sign === '」'
    case 'cornerDouble':
      return sign === '』'
    case 'prime':
      return sign === '〞' || sign === '〟'
    case 'doublePrime':
      return sign === '″'
    case 'modifier':
      return sign === 'ˮ'
    case 'typed':
      return sign === "''" || sign === '”' || (sign === '"' && endsWord(text, at))
    case 'single':
      return sign === '’' && endsSingle(text, at, '’')
    case 'straightSingle':
      return sign === "'" && endsSingle(text, at, "'")
  }
}

/** Whether what has opened and is never closed was a quotation: a single mark only where somebody is said to speak. */
function quotesAlone({ family, mark, at }: Open, text: string): boolean {
  if (family === 'doublePrime' || family === 'modifier') return false
  if (!SINGLE.has(mark)) return true
  if (family !== 'single' && family !== 'straightSingle') return false
  const [, verb] = /(\p{Ll}+)[,:]?\s+$/u.exec(text.slice(Math.max(0, at - 24), at)) ?? []
  return verb !== undefined && SAYING.has(verb)
}

/** Whether a mark that nothing has opened closes a quotation: not inches, and of single marks only one behind punctuation. */
function closesAlone(sign: string, text: string, at: number): boolean {
  switch (sign) {
    case '”':
    case '"':
      return endsWord(text, at) && !isInches(text, at)
    case "'":
    case '’':
      return /[.,!?…]/.test(text[at - 1] ?? '') && endsWord(text, at) && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')
    case '“':
    case '«':
    case '»':
    case '❞':
    case '」':
    case '』':
    case '〞':
    case '〟':
    case "''":
      return true
    default:
      return false
  }
}

/** A 12" pipe; at the end of a sentence in which somebody speaks the mark is taken for theirs. */
function isInches(text: string, at: number): boolean {
  const { from } = lineAround(text, at)
  const before = text.slice(from, at)
  if (!/(?:^|[^\p{L}\p{N}.,])\d{1,3}(?:[.,]\d{1,2})?(?:[ -]?\d\/\d|[½¼¾⅛⅜⅝⅞])?\s?$/u.test(before)) return false
  return /^[\s-]+[\p{L}\p{N}×]/u.test(text.slice(at + 1, at + 4)) || !before.split(/\P{L}+/u).some((word) => SAYING.has(word))
}

function lineAround(text: string, at: number): Stretch {
  const end = text.indexOf('\n', at)
  return { from: text.lastIndexOf('\n', at - 1) + 1, to: end === -1 ? text.length : end }
}

/** It stands behind a word or its punctuation, and nothing stands behind it: a sign that opens elsewhere closes here. */
function endsPhrase(text: string, at: number): boolean {
  const after = text[at + 1]
  return /[\p{L}\p{N}.,!?…]/u.test(text[at - 1] ?? '') && (after === undefined || /[\s.,;:!?)]/.test(after))
}

/** White space, or nothing, on both sides, and no figure before that it measures. */
function standsApart(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at)
  const after = text[at + 1]
  return /(?:^|[^\d\s])\s+$|^$/.test(before) && after !== undefined && after !== '\n' && /\s/.test(after)
}

/** › so ‹ and » so «, with their spaces: the sign that closes follows in the paragraph before another that opens. */
function isSpacedGuillemet(sign: string, text: string, at: number): boolean {
  const closing = sign === '»' ? '«' : '‹'
  if (!standsApart(text, at)) return false
  const rest = text.slice(at + 1, lineAround(text, at).to)
  const end = rest.indexOf(closing)
  return end > 0 && /\s/.test(rest[end - 1] ?? '') && !rest.slice(0, end).includes(sign)
}

function beginsWord(text: string, at: number, end = at + 1): boolean {
  const before = text[at - 1]
  const after = text[end]
  return (before === undefined || /[\s([{\-–—/"'“‘„«‹:]/.test(before)) && after !== undefined && /\S/.test(after)
}

function endsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' '
  const after = text[at + 1]
  return /\S/.test(before) || after === undefined || /\s/.test(after)
}

/** After a plural ("the players’ union") a further mark in the paragraph is the one that closes. */
function endsSingle(text: string, at: number, sign: string): boolean {
  const after = text[at + 1]
  if (after !== undefined && /[\p{L}\p{N}]/u.test(after)) return false
  if (text[at - 1] !== 's' || after === undefined || !/\s/.test(after)) return true
  const line = text.indexOf('\n', at)
  const rest = text.slice(at + 1, line === -1 ? undefined : line)
  for (let next = rest.indexOf(sign); next !== -1; next = rest.indexOf(sign, next + 1)) {
    const follows = rest[next + 1]
    if (follows === undefined || !/[\p{L}\p{N}]/u.test(follows)) return /\s[‘']/.test(rest.slice(0, next + 1))
  }
  return true
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}
