/**
 * A second opinion on the gate: whether anything is open after a history of acts, told from the history itself.
 * It shares no code with the gate and works another way: it replays, where the gate compares hashes.
 */
import { fc } from '#tests/support/property.ts'

export const CLAIMS = [0, 1] as const
/** Each claim has these wordings, of which the first is the one it is tagged with, and the last says the same and more. */
export const WORDINGS = [
  [
    'the figure for alpha was five in June',
    'the figure for alpha was nine in June',
    'the figure for alpha was two in June',
    'the figure for alpha was five in June of last year',
  ],
  [
    'the mayor of Beta said nothing at all',
    'the mayor of Beta said everything at last',
    'the mayor of Beta said it to nobody',
    'the mayor of Beta said nothing at all in public',
  ],
] as const
const MORE = 3

export type Value = 'verified' | 'incorrect' | 'unverifiable'
export type Checker = 'checker' | 'checker2' | 'everything'
/** Taggers hold an editor's or a checker's role. */
export type Tagger = 'editor' | 'checker' | 'checker2'
export type Kind = 'fact_check' | 'legal' | 'final'
export type Flagger = 'editor' | 'legal'
export type Asker = 'editor' | 'checker' | 'legal'
export type Finder = 'editor' | 'checker' | 'everything'

export type Act =
  | { do: 'tag'; claim: number; by: Tagger }
  /** Changes the words of a claim (tagged or not) to one of its wordings. */
  | { do: 'edit'; claim: number; wording: number; by: 'reporter' | 'everything' }
  /** Changes copy outside every claim; taken back by an even number of them. */
  | { do: 'rewrite'; by: 'reporter' | 'everything' }
  /** All words of a claim go from the copy, and come back as they were. */
  | { do: 'lose'; claim: number }
  | { do: 'back'; claim: number }
  | { do: 'remove'; claim: number; by: Tagger | 'everything' }
  | { do: 'verdict'; claim: number; by: Checker; value: Value }
  | { do: 'waive'; claim: number; by: 'editor' | 'everything' }
  | { do: 'second'; claim: number }
  /** Asks for legal to read the article, or a claim; or says that they need not. */
  | { do: 'flag' }
  | { do: 'flagClaim' | 'unflagClaim'; claim: number; by: Flagger }
  /** Of the author; legal objects with it. The newest that is open is closed. */
  | { do: 'ask' | 'close'; claim: number; by: Asker }
  /** Adds evidence against a claim, withdraws the newest that stands, or makes it say something else. */
  | { do: 'against' | 'withdraw' | 'change'; claim: number; by: Finder }
  | { do: 'sign'; kind: Kind; by: Checker | 'publisher' | 'legal' }

const claim = fc.constantFrom(...CLAIMS)
const checker = fc.constantFrom<Checker>('checker', 'checker', 'checker2', 'everything')
const tagger = fc.constantFrom<Tagger>('editor', 'checker', 'checker2')
const flagger = fc.constantFrom<Flagger>('editor', 'legal')
const asker = fc.constantFrom<Asker>('editor', 'checker', 'checker', 'legal')
const finder = fc.constantFrom<Finder>('editor', 'checker', 'everything')
const author = fc.constantFrom<'reporter' | 'everything'>('reporter', 'reporter', 'reporter', 'everything')

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tag' as const), claim, by: tagger }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), claim, wording: fc.nat(MORE), by: author }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite' as const), by: author }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('lose' as const, 'back' as const), claim }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      claim,
      by: fc.constantFrom<Tagger | 'everything'>('editor', 'checker', 'checker2', 'everything'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('verdict' as const),
      claim,
      by: checker,
      value: fc.constantFrom<Value>('verified', 'verified', 'verified', 'incorrect', 'unverifiable'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('waive' as const), claim, by: fc.constantFrom('editor' as const, 'everything' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('second' as const), claim }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'flag' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('flagClaim' as const, 'unflagClaim' as const), claim, by: flagger }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'close' as const, 'close' as const), claim, by: asker }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('against' as const, 'withdraw' as const, 'change' as const), claim, by: finder }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sign' as const), kind: fc.constant('fact_check' as const), by: checker }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'sign', kind: 'legal', by: 'legal' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sign' as const),
      kind: fc.constant('final' as const),
      by: fc.constantFrom('publisher' as const, 'publisher' as const, 'everything' as const),
    }),
  },
)

/** What a newsroom does one after the other, so that histories come close to the gate; not always with the best result. */
const wholeRun: fc.Arbitrary<Act[]> = fc
  .record({
    first: fc.constantFrom<Value>('verified', 'verified', 'verified', 'incorrect'),
    last: fc.constantFrom<Value>('verified', 'verified', 'verified', 'unverifiable'),
    twice: fc.boolean(),
  })
  .map(({ first, last, twice }): Act[] => [
    { do: 'verdict', claim: 0, by: 'checker', value: first },
    { do: 'verdict', claim: 1, by: 'checker', value: last },
    ...(twice ? CLAIMS.map((index): Act => ({ do: 'verdict', claim: index, by: 'checker2', value: 'verified' })) : []),
    { do: 'sign', kind: 'fact_check', by: 'checker' },
    { do: 'sign', kind: 'legal', by: 'legal' },
    { do: 'sign', kind: 'final', by: 'publisher' },
  ])

/** A claim that comes late and goes again, perhaps with a finding. */
const comeAndGone: fc.Arbitrary<Act[]> = fc
  .record({ index: claim, tagged: tagger, removed: tagger, found: fc.constantFrom<Value | null>(null, null, 'verified', 'incorrect') })
  .map(({ index, tagged, removed, found }): Act[] => [
    { do: 'tag', claim: index, by: tagged },
    ...(found === null ? [] : [{ do: 'verdict', claim: index, by: 'checker2', value: found } as const]),
    { do: 'remove', claim: index, by: removed },
  ])

/** A claim that is removed while its words are gone, which come back. */
const cutAndBack: fc.Arbitrary<Act[]> = fc
  .record({ index: claim, removes: fc.constantFrom<Tagger>('editor', 'editor', 'checker') })
  .map(({ index, removes }): Act[] => [
    { do: 'lose', claim: index },
    { do: 'remove', claim: index, by: removes },
    { do: 'back', claim: index },
  ])

/** Something that comes up late and may be settled, by the right one or another. */
const cameUp: fc.Arbitrary<Act[]> = fc
  .record({ index: claim, one: asker, other: asker, set: flagger, off: flagger, finds: finder, takes: finder, clears: checker, settled: fc.boolean() })
  .chain(({ index, one, other, set, off, finds, takes, clears, settled }) => {
    const pairs: Act[][] = [
      [
        { do: 'ask', claim: index, by: one },
        { do: 'close', claim: index, by: other },
      ],
      [
        { do: 'ask', claim: index, by: one },
        { do: 'waive', claim: index, by: 'editor' },
      ],
      [
        { do: 'flagClaim', claim: index, by: set },
        { do: 'unflagClaim', claim: index, by: off },
      ],
      [
        { do: 'against', claim: index, by: finds },
        { do: 'withdraw', claim: index, by: takes },
      ],
      [
        { do: 'against', claim: index, by: finds },
        { do: 'verdict', claim: index, by: clears, value: 'verified' },
      ],
      [
        { do: 'against', claim: index, by: finds },
        { do: 'waive', claim: index, by: 'editor' },
      ],
      [
        { do: 'against', claim: index, by: finds },
        { do: 'verdict', claim: index, by: clears, value: 'verified' },
        { do: 'change', claim: index, by: finds },
      ],
    ]
    return fc.constantFrom(...pairs).map((acts) => (settled ? acts : acts.slice(0, 1)))
  })

/** Histories with up to `pieces` single acts, whole runs among them. */
export function histories(pieces: number): fc.Arbitrary<Act[]> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: anyAct.map((act) => [act]) },
    { weight: 1, arbitrary: wholeRun },
    { weight: 1, arbitrary: comeAndGone },
    { weight: 1, arbitrary: cameUp },
    { weight: 1, arbitrary: cutAndBack },
  )
  return fc.array(piece, { minLength: 3, maxLength: pieces, size: 'max' }).map((runs) => runs.flat())
}

interface Decision {
  by: string
  value: Value | 'waived'
  words: number
  /** What stood against the claim then. */
  saw: number[]
}

interface Question {
  by: Asker
  open: boolean
  /** How much had been decided when it was asked. */
  after: number
}

interface Telling {
  tagged: boolean[]
  taggedBy: string[]
  gone: boolean[]
  removed: boolean[]
  removals: number
  /** Something would have kept it, had its words stood. */
  held: boolean[]
  words: number[]
  second: boolean[]
  decisions: Decision[][]
  /** Who asked for legal; null for nobody. */
  flags: (Flagger | null)[]
  questions: Question[][]
  /** Each piece that came against a claim: whether it stands. */
  against: boolean[][]
  wroteClaim: Set<string>[]
  wroteAnything: Set<string>
  rewrites: number
  legal: boolean
}

/** Whether anything is open after these acts, all of which were accepted. */
export function somethingIsOpen(acts: readonly Act[]): boolean {
  const now = tell(acts)
  const standing = CLAIMS.filter((index) => now.tagged[index] && !now.removed[index])
  if (standing.some((index) => !isSettled(now, index) || isAsked(now, index))) return true
  if (CLAIMS.some((index) => now.removed[index] && now.held[index] && !now.gone[index])) return true
  const kinds: Kind[] = now.legal || standing.some((index) => now.flags[index] !== null) ? ['fact_check', 'legal', 'final'] : ['fact_check', 'final']
  return kinds.some((kind) => !isSigned(acts, now, kind))
}

function tell(acts: readonly Act[]): Telling {
  const now: Telling = {
    tagged: [false, false],
    taggedBy: ['', ''],
    gone: [false, false],
    removed: [false, false],
    removals: 0,
    held: [false, false],
    words: [0, 0],
    second: [false, false],
    decisions: [[], []],
    flags: [null, null],
    questions: [[], []],
    against: [[], []],
    wroteClaim: [new Set(['reporter']), new Set(['reporter'])],
    wroteAnything: new Set(['reporter']),
    rewrites: 0,
    legal: false,
  }
  for (const act of acts) happen(now, act)
  return now
}

function happen(now: Telling, act: Act): void {
  switch (act.do) {
    case 'tag':
      now.tagged[act.claim] = true
      now.taggedBy[act.claim] = act.by
      break
    case 'edit':
      now.words[act.claim] = act.wording
      now.wroteClaim[act.claim]?.add(act.by)
      now.wroteAnything.add(act.by)
      break
    case 'rewrite':
      now.rewrites += 1
      now.wroteAnything.add(act.by)
      break
    case 'lose':
      now.gone[act.claim] = true
      break
    case 'back':
      now.gone[act.claim] = false
      break
    case 'remove':
      if (!mayGo(now, act)) break
      now.held[act.claim] = isHeld(now, act.claim)
      now.removed[act.claim] = true
      now.removals += 1
      break
    case 'second':
      now.second[act.claim] = true
      break
    case 'flag':
      now.legal = true
      break
    case 'waive':
    case 'verdict': {
      const { by } = act
      const value = act.do === 'waive' ? 'waived' : act.value
      // A verdict on one's own words is none, should anybody have taken it.
      if (now.wroteClaim[act.claim]?.has(by)) break
      now.decisions[act.claim]?.push({ by, value, words: now.words[act.claim] ?? 0, saw: standingAgainst(now, act.claim) })
      break
    }
    case 'flagClaim':
      if (now.flags[act.claim] !== 'legal') now.flags[act.claim] = act.by
      break
    case 'unflagClaim':
      if (now.flags[act.claim] !== 'legal' || act.by === 'legal') now.flags[act.claim] = null
      break
    case 'ask':
      now.questions[act.claim]?.push({ by: act.by, open: true, after: now.decisions[act.claim]?.length ?? 0 })
      if (act.by === 'legal') now.flags[act.claim] = 'legal'
      break
    case 'close': {
      const question = now.questions[act.claim]?.findLast(({ open }) => open)
      if (question?.by === act.by) question.open = false
      break
    }
    case 'against':
      now.against[act.claim]?.push(true)
      break
    case 'withdraw': {
      // Who wrote the words takes nothing back that a verdict or a waiver has not seen.
      if (now.wroteClaim[act.claim]?.has(act.by) && hasUnseen(now, act.claim)) break
      const pieces = now.against[act.claim] ?? []
      pieces[pieces.lastIndexOf(true)] = false
      break
    }
    case 'change': {
      // What it said is gone, and what it says now nobody has seen.
      const pieces = now.against[act.claim] ?? []
      pieces[pieces.lastIndexOf(true)] = false
      pieces.push(true)
      break
    }
    case 'sign':
      break
  }
}

/** Nor does anybody remove a claim on their own words, with something open about it, or as a checker one that somebody has decided about. */
function mayGo(now: Telling, { claim: index, by }: { claim: number; by: string }): boolean {
  if (now.wroteClaim[index]?.has(by)) return false
  const isSlip = now.taggedBy[index] === by && now.decisions[index]?.length === 0
  if (!isSlip && by !== 'editor' && by !== 'everything') return false
  if (now.flags[index] !== null || isAsked(now, index)) return false
  return now.gone[index] === true || (['none', 'verified'].includes(finding(now, index)) && !hasUnseen(now, index) && !waitsForTwo(now, index))
}

/** What nobody could have removed, did its words stand: whatever was found and not confirmed, asked, or let pass against a finding. */
function isHeld(now: Telling, index: number): boolean {
  const found = finding(now, index)
  const decided = now.decisions[index] ?? []
  if (!['none', 'verified'].includes(found) || hasUnseen(now, index) || (now.questions[index] ?? []).some(({ open }) => open)) return true
  if ((standingAgainst(now, index).length > 0 && found !== 'verified') || waitsForTwo(now, index)) return true
  if (isLetPass(now, index) && found === 'none') return decided.some(({ value }) => value !== 'waived')
  return found === 'none' && decided.length > 0
}

/** Two are to look at it, and nobody has. */
function waitsForTwo(now: Telling, index: number): boolean {
  return now.second[index] === true && finding(now, index) === 'none'
}

/** Walks back through what was decided on these very words. */
function isSettled(now: Telling, index: number): boolean {
  if (now.gone[index]) return false
  if (finding(now, index) === 'verified') return isConfirmed(now, index) || isLetPassSince(now, index)
  return isLetPass(now, index) && !hasUnseen(now, index)
}

/** Whether what was decided has not seen what stands against it: a verdict, or a waiver where there is none. */
function hasUnseen(now: Telling, index: number): boolean {
  if (finding(now, index) === 'verified') return !isConfirmed(now, index)
  if (finding(now, index) !== 'none' || !isLetPass(now, index)) return false
  const waiver = onTheseWords(now, index).findLast(({ value }) => value === 'waived')
  return standingAgainst(now, index).some((piece) => waiver?.saw.includes(piece) !== true)
}

/** A question nobody closed, and nobody let the claim pass after it; legal's lets nothing pass. */
function isAsked(now: Telling, index: number): boolean {
  return (now.questions[index] ?? []).some(({ by, open, after }) => {
    const letPass =
      isLetPass(now, index) && (now.decisions[index] ?? []).slice(after).some(({ value, words }) => value === 'waived' && words === now.words[index])
    return open && (by === 'legal' || !letPass)
  })
}

function standingAgainst(now: Telling, index: number): number[] {
  return (now.against[index] ?? []).flatMap((stands, piece) => (stands ? [piece] : []))
}

/** Of each checker the last on these words, or against what stands in them. */
function lastVerdicts(now: Telling, index: number): Decision[] {
  return [...new Map(speaking(now, index).flatMap((decision) => (decision.value === 'waived' ? [] : [[decision.by, decision] as const]))).values()]
}

/** What was decided on these words; and what was found on fewer of them, until who found it finds them right. */
function speaking(now: Telling, index: number): Decision[] {
  const all = now.decisions[index] ?? []
  return all.filter(({ by, value, words }, at) => {
    if (words === now.words[index]) return true
    if (now.words[index] !== MORE || words !== 0 || value === 'waived' || value === 'verified') return false
    return !all.slice(at).some((later) => later.by === by && later.value === 'verified' && (later.words === 0 || later.words === MORE))
  })
}

/** Whether the verdicts have seen all that stands against it, and not all is gone that they saw. */
function isConfirmed(now: Telling, index: number): boolean {
  return haveSeen(now, index, lastVerdicts(now, index), now.second[index] ? 2 : 1)
}

function haveSeen(now: Telling, index: number, decisions: readonly Decision[], needed: number): boolean {
  const standing = standingAgainst(now, index)
  const grounded = decisions.filter(({ saw }) => saw.length === 0 || saw.some((piece) => standing.includes(piece)))
  return grounded.length >= needed && standing.every((piece) => decisions.filter(({ saw }) => saw.includes(piece)).length >= needed)
}

/** Let pass after its last verdict, in view of what stands. */
function isLetPassSince(now: Telling, index: number): boolean {
  const decisions = onTheseWords(now, index)
  const waived = decisions.findLastIndex(({ value }) => value === 'waived')
  const waiver = decisions[waived]
  return waiver !== undefined && lastVerdicts(now, index).every((verdict) => decisions.indexOf(verdict) < waived) && haveSeen(now, index, [waiver], 1)
}

function onTheseWords(now: Telling, index: number): Decision[] {
  return (now.decisions[index] ?? []).filter(({ words }) => words === now.words[index])
}

function finding(now: Telling, index: number): string {
  const checkers = new Set(onTheseWords(now, index).flatMap(({ by, value }) => (value === 'waived' ? [] : [by])))
  if (checkers.size === 0) return 'none'
  const values = [...new Set(lastVerdicts(now, index).map(({ value }) => value))]
  if (values.length > 1) return 'split'
  return now.second[index] && checkers.size === 1 ? 'half' : `${values[0]}`
}

function isLetPass(now: Telling, index: number): boolean {
  const decisions = speaking(now, index)
  const waived = decisions.map(({ value }) => value).lastIndexOf('waived')
  const lastOf = new Map(decisions.map((decision, at) => [decision.by, at]))
  // The first of two checks ends it, whatever it came to.
  const isPassing = (value: Decision['value']) => value === 'waived' || (value === 'verified' && finding(now, index) !== 'half')
  return waived !== -1 && decisions.slice(waived).every(({ value, by }, at) => isPassing(value) || lastOf.get(by) !== waived + at)
}

/** The last sign-off of the kind was given for what stands now, by somebody who has no part in it. */
function isSigned(acts: readonly Act[], now: Telling, kind: Kind): boolean {
  const at = acts.findLastIndex((act) => act.do === 'sign' && act.kind === kind)
  const act = acts[at]
  if (act?.do !== 'sign' || picture(tell(acts.slice(0, at))) !== picture(now)) return false
  if (kind === 'legal') return true
  if (now.wroteAnything.has(act.by)) return false
  return kind === 'fact_check' || !hasChecked(acts, now, act.by)
}

function hasChecked(acts: readonly Act[], now: Telling, by: string): boolean {
  const counted = CLAIMS.some(
    (index) => now.tagged[index] && !now.removed[index] && speaking(now, index).some((decision) => decision.by === by && decision.value !== 'waived'),
  )
  const signed = acts.findLastIndex((act) => act.do === 'sign' && act.kind === 'fact_check')
  const act = acts[signed]
  return counted || (act?.do === 'sign' && act.by === by && picture(tell(acts.slice(0, signed))) === picture(now))
}

/** Everything that a sign-off was given for. */
function picture(now: Telling): string {
  const claims = CLAIMS.filter((index) => now.tagged[index] && !now.removed[index]).map((index) => [
    index,
    now.words[index],
    now.gone[index],
    finding(now, index),
    isLetPass(now, index),
  ])
  return JSON.stringify([now.words, now.gone, now.rewrites % 2, now.removals, claims])
}
