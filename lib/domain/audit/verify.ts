/**
 * The verifier of an exported record: it needs the export alone. It never throws, whatever it is given, and
 * names the first row that does not hold.
 */
import { auditHash, GENESIS_HASH, type AuditRow } from './chain.ts'
import { WITHHELD } from './withheld.ts'

export type VerifyResult =
  /** `withheld`: so many rows say nothing, and stand in their places by their hashes. */
  | { ok: true; rows: number; withheld: number; chain: string; head: string }
  /** `row` counts from 1 in the file (0: the file as a whole); `seq` is what that row says of itself, if it can be read. */
  | { ok: false; row: number; seq: number | null; reason: string }

type Link = Pick<AuditRow, 'chain' | 'seq' | 'prevHash' | 'hash'>

const MEMBERS = ['chain', 'seq', 'at', 'actorId', 'actorName', 'action', 'subject', 'data', 'prevHash', 'hash'] as const

/** Checks a file's text: a JSON array of rows (alone, or as the member `items` of one object), or one row a line. */
export function verifyAuditText(text: string): VerifyResult {
  const source = text.replace(/^\uFEFF/, '')
  const whole = parse(source)
  if (whole.ok && typeof whole.value === 'object' && whole.value !== null && !isRowLike(whole.value)) return verifyAuditRows(whole.value)
  if (/^\s*(\[|\{\s*"items")/.test(source)) return verifyBrokenArray(source)
  return verifyLines(source)
}

/** The rows of a text that holds. */
export function auditRowsIn(text: string): readonly unknown[] {
  const source = text.replace(/^\uFEFF/, '')
  const whole = parse(source)
  if (whole.ok && typeof whole.value === 'object' && whole.value !== null && !isRowLike(whole.value)) return rowsOf(whole.value) ?? []
  return source.split('\n').flatMap((line) => {
    const row = parse(line)
    return row.ok ? [row.value] : []
  })
}

/** Checks parsed JSON: the array of rows, or the object that holds it as `items`. */
export function verifyAuditRows(input: unknown): VerifyResult {
  const rows = rowsOf(input)
  if (!rows) return fault(0, null, 'This is not an export of a record: a list of rows is expected.')
  return verifyRows(rows)
}

function verifyRows(rows: readonly unknown[]): VerifyResult {
  if (rows.length === 0) return fault(0, null, 'The export holds no rows.')
  let previous: Link | null = null
  let withheld = 0
  for (const [index, candidate] of rows.entries()) {
    const checked = checkRow(candidate, previous)
    if (typeof checked === 'string') return fault(index + 1, seqOf(candidate), checked)
    previous = checked
    if (isWithheld(candidate)) withheld += 1
  }
  return { ok: true, rows: rows.length, withheld, chain: previous?.chain ?? '', head: previous?.hash ?? GENESIS_HASH }
}

/** The row, or the sentence that says why it does not hold. */
function checkRow(candidate: unknown, previous: Link | null): Link | AuditRow | string {
  const row: Link | AuditRow | string = isWithheld(candidate) ? readWithheld(candidate) : readRow(candidate)
  if (typeof row === 'string') return row
  if (previous && row.chain !== previous.chain) return 'It belongs to another chain than the row before it.'
  if (row.seq !== (previous?.seq ?? 0) + 1) return `Its number is ${row.seq}; ${(previous?.seq ?? 0) + 1} is expected here. A row is missing, added or moved.`
  if (row.prevHash !== (previous?.hash ?? GENESIS_HASH)) return 'It does not follow the row before it: the hash it names is another.'
  if (isWhole(row) && hashOf(row) !== row.hash) return 'Its hash does not fit what it says: the row was changed.'
  return row
}

/** A row that is not for who exported it: its hash stands for what it does not say, and is named by the row after it. */
function readWithheld(candidate: Record<string, unknown>): Link | string {
  const { chain, seq, prevHash, hash, ...rest } = candidate
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return 'Its number (seq) is missing or not a whole number.'
  if (typeof chain !== 'string' || typeof prevHash !== 'string') return 'Its chain or the hash before it is missing.'
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return 'Its hash is missing.'
  const said = Object.entries(WITHHELD).every(([name, value]) => rest[name] === value)
  if (!said || Object.keys(rest).length !== Object.keys(WITHHELD).length)
    return 'It is said to be withheld, and says something all the same: no hash covers that.'
  return { chain, seq, prevHash, hash }
}

function isWhole(row: Link | AuditRow): row is AuditRow {
  return 'data' in row
}

function isWithheld(candidate: unknown): candidate is Record<string, unknown> {
  return isRecord(candidate) && candidate.withheld === true
}

function readRow(candidate: unknown): AuditRow | string {
  if (!isRecord(candidate)) return 'It is not a row of a record.'
  const unknown = Object.keys(candidate).find((key) => !MEMBERS.some((member) => member === key))
  if (unknown !== undefined) return `It has a member that no row has: ${JSON.stringify(unknown.slice(0, 40))}.`
  const { chain, seq, at, actorId, actorName, action, subject, data, prevHash, hash } = candidate
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return 'Its number (seq) is missing or not a whole number.'
  if (actorId !== null && typeof actorId !== 'string') return 'Its actorId is missing.'
  const texts = { chain, at, actorName, action, subject, data, prevHash, hash }
  for (const [name, value] of Object.entries(texts)) if (typeof value !== 'string') return `Its ${name} is missing.`
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    chain: text(chain),
    seq,
    at: text(at),
    actorId,
    actorName: text(actorName),
    action: text(action),
    subject: text(subject),
    data: text(data),
    prevHash: text(prevHash),
    hash: text(hash),
  }
}

function verifyLines(source: string): VerifyResult {
  const lines = source.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const rows: unknown[] = []
  for (const line of lines) {
    const parsed = parse(line)
    if (!parsed.ok) return firstFault(rows, 'The line is not JSON.')
    rows.push(parsed.value)
  }
  return verifyRows(rows)
}

/** JSON that cannot be parsed as a whole: its rows are read one by one, so that the broken one can be named. */
function verifyBrokenArray(source: string): VerifyResult {
  const rows: unknown[] = []
  let position = source.indexOf('[') + 1
  while (position > 0) {
    const start = skip(source, position, /[\s,]/)
    const end = source[start] === '{' ? endOfObject(source, start) : -1
    const parsed = end === -1 ? { ok: false as const } : parse(source.slice(start, end))
    if (!parsed.ok) break
    rows.push(parsed.value)
    position = end
  }
  return firstFault(rows, 'The text is broken here: it is not JSON.')
}

/** A fault in the rows that could be read, or else `reason` for the row after them. */
function firstFault(rows: readonly unknown[], reason: string): VerifyResult {
  const before = verifyRows(rows)
  return !before.ok && before.row > 0 ? before : fault(rows.length + 1, null, reason)
}

/** The index after the object that starts at `start`, or -1 when it never ends. */
function endOfObject(source: string, start: number): number {
  let depth = 0
  let inString = false
  for (let index = start; index < source.length; index += 1) {
    const character = source[index]
    if (inString) {
      if (character === '\\') index += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}' && (depth -= 1) === 0) return index + 1
  }
  return -1
}

function skip(source: string, from: number, what: RegExp): number {
  let index = from
  while (index < source.length && what.test(source.charAt(index))) index += 1
  return index
}

function rowsOf(input: unknown): readonly unknown[] | null {
  if (Array.isArray(input)) return input
  if (
    isRecord(input) &&
    Array.isArray(input.items) &&
    Object.keys(input).every((key) => key === 'items' || key === 'nextCursor') &&
    (input.nextCursor ?? null) === null
  )
    return input.items
  return null
}

function hashOf(row: AuditRow): string | null {
  try {
    return auditHash(row)
  } catch {
    return null
  }
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

/** A file of one line is one row, not an object that holds rows. */
function isRowLike(value: object): boolean {
  return 'hash' in value || 'seq' in value
}

function seqOf(candidate: unknown): number | null {
  return isRecord(candidate) && typeof candidate.seq === 'number' && Number.isSafeInteger(candidate.seq) ? candidate.seq : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fault(row: number, seq: number | null, reason: string): VerifyResult {
  return { ok: false, row, seq, reason }
}
