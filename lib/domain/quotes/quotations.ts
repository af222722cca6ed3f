/**
 * Where quotations stand in copy, by their marks: straight and curly, double and single, « » and „ “, one inside
 * another, and over several paragraphs, each of which then begins with an opening mark while only the last closes.
 */

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

type Family = 'double' | 'single' | 'angled' | 'low' | 'straight' | 'straightSingle' | 'reversed'

interface Open {
  family: Family
  at: number
  depth: number
  inner: Stretch[]
  start: number
}

const ANY_MARK = /["'“”„‟«»‘’‚‛‹›\n]/g

/**
 * All quotations by their beginning; blocks of the copy are parted by "\n". A mark that nothing closes is not a
 * quotation, and a single mark inside a word, before a year ('90s) or after a plural is an apostrophe.
 */
export function findQuotations(text: string): Quotation[] {
  const found: Quotation[] = []
  let open: Open[] = []
  ANY_MARK.lastIndex = 0
  for (let match = ANY_MARK.exec(text); match; match = ANY_MARK.exec(text)) {
    const at = match.index
    const sign = match[0]
    if (sign === '\n') {
      const next = continued(text, at, open)
      if (next === null) open = []
      else {
        ANY_MARK.lastIndex = next + 1
        const outer = open[0]
        if (outer) {
          outer.inner.push({ from: outer.start, to: at })
          outer.start = next + 1
          open = [outer]
        }
      }
      continue
    }
    const top = closedBy(sign, text, at, open)
    if (top) {
      open = open.slice(0, open.indexOf(top))
      found.push({ from: top.at, to: at + 1, inner: [...top.inner, { from: top.start, to: at }], depth: top.depth })
      continue
    }
    const family = openedBy(sign, text, at)
    if (family) open.push({ family, at, depth: open.length, inner: [], start: at + 1 })
  }
  return found.sort((a, b) => a.from - b.from)
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
  return text[at] === text[outer.at] ? at : null
}

function openedBy(sign: string, text: string, at: number): Family | null {
  switch (sign) {
    case '“':
    case '‟':
      return 'double'
    case '„':
    case '‚':
      return 'low'
    case '«':
    case '‹':
      return 'angled'
    case '»':
    case '›':
      return beginsWord(text, at) ? 'reversed' : null
    case '”':
      return beginsWord(text, at) ? 'double' : null
    case '"':
      return beginsWord(text, at) ? 'straight' : null
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
    case 'single':
      return sign === '’' && endsSingle(text, at, '’')
    case 'straightSingle':
      return sign === "'" && endsSingle(text, at, "'")
  }
}

function beginsWord(text: string, at: number): boolean {
  const before = text[at - 1]
  const after = text[at + 1]
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
