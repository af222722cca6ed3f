/**
 * RE-5: the gate. One pure function from facts to what is open; everything that publishes asks it, inside the
 * transaction that publishes, and the panel "Why can't this be published?" shows the same list.
 */
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import type { StrayWords } from '#lib/domain/claims/found-against.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import type { ToConfirm } from '#lib/domain/claims/weighed.ts'
import type { TurningSign } from '#lib/domain/gate/turned-text.ts'
import { signOffInvolvement, type CopyInvolvement } from '#lib/domain/review/four-eyes.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { requiredSignOffs, staleness, type Present, type SignOffFact } from '#lib/domain/review/sign-offs.ts'

export interface GateFacts extends Present, CopyInvolvement {
  articleId: string
  stage: Stage
  headline: string
  /** Of the article, or of a claim in it. */
  legalFlag: boolean
  fourEyes: boolean
  /** Without the removed ones, by number. `hasOwnCheck`: somebody with a part in the words has checked or waived them, which does not count (RE-2i); `isBesideChanged`: what goes with them was another when they were (CL-3m). */
  claims: readonly {
    id: string
    number: number
    wording: string
    state: ClaimState
    toConfirm?: ToConfirm | null
    hasOwnCheck?: boolean
    isBesideChanged?: boolean
  }[]
  /** RE-5e, RE-5j: words that were checked and not cleared, and stand outside of every claim; with the claim that they were checked as. */
  strayWords: readonly StrayWords[]
  /** CL-4j: words pasted from claims that were not cleared, which stand outside of every claim. */
  unclearedPastes: readonly { id: string; quote: string }[]
  /** RE-5g: invisible signs that show published text in another order than it is written. */
  turnedText: readonly TurnedText[]
  /** CL-8: words in quotation marks that a source of their claim has otherwise, and none as they stand. */
  alteredQuotes: readonly AlteredQuote[]
  /** WO-2: questions to the author that nobody has closed, and that hold back publication. */
  openQueries: readonly { claimId: string; number: number; question: string; objection: boolean }[]
  /** The newest of each kind. */
  signOffs: readonly SignOffFact[]
}

export interface TurnedText extends TurningSign {
  of: StrayWords['of']
}

interface AlteredQuote {
  claimId: string
  number: number
  quote: string
  unpaired: boolean
  /** Whoever is told may read none of the sources that have it otherwise. */
  unseen?: boolean
  /** CL-8w: it went from the claim, and this says it now. */
  outside?: StrayWords['of']
}

export type BlockerCode =
  | 'withdrawn'
  | 'headline-missing'
  | `claim-${BlockingState}`
  | 'claim-beside-changed'
  | 'words-unclaimed'
  | 'pasted-uncleared'
  | 'text-direction'
  | 'quote-altered'
  | 'query-open'
  | 'legal-objection'
  | 'sign-off-missing'
  | 'sign-off-stale'
  | 'four-eyes'

export interface Blocker {
  code: BlockerCode
  /** A sentence that says what is open. */
  message: string
  /** The place that clears it, relative to the site. */
  href: string
  /** The sign-off that it is about; null for all else. */
  signOff: SignOffKind | null
}

type BlockingState =
  | 'open'
  | 'assigned'
  | 'in-checking'
  | 'incorrect'
  | 'unverifiable'
  | 'needs-wording'
  | 'disputed'
  | 'awaiting-second'
  | 'reopened'
  | 'to-confirm'
  | 'detached'

/** Everything that is open, in the order in which people clear it; empty when the article may be published. */
export function evaluateGate(facts: GateFacts): Blocker[] {
  // Nothing that is asked for in it could still be done.
  if (facts.stage === 'withdrawn') return [withdrawn(facts)]
  return [
    ...copyBlockers(facts),
    ...claimBlockers(facts),
    ...strayBlockers(facts),
    ...pastedBlockers(facts),
    ...directionBlockers(facts),
    ...quoteBlockers(facts),
    ...queryBlockers(facts),
    ...signOffBlockers(facts),
  ]
}

/** What must be clear before a sign-off of this kind means anything: the claims for the fact-check, all else for final. */
export function blockersBefore(kind: SignOffKind, blockers: readonly Blocker[]): Blocker[] {
  if (kind === 'desk' || kind === 'legal') return []
  return blockers.filter(({ signOff }) => signOff === null || (kind === 'final' && signOff !== 'final'))
}

/** RE-4i: the sign-offs that are due: missing or not holding, while nothing is open that they wait for. Legal's is asked for by the flag. */
export function dueSignOffs(blockers: readonly Blocker[]): SignOffKind[] {
  return (['fact_check', 'final'] as const).filter((kind) => blockers.some(({ signOff }) => signOff === kind) && blockersBefore(kind, blockers).length === 0)
}

/**
 * What stays open when a publisher breaks the glass: everything but the four eyes. It stands in for the final
 * sign-off, which that publisher could not give alone; never for a claim or for another's sign-off.
 */
export function afterBreakGlass(blockers: readonly Blocker[]): Blocker[] {
  return blockers.filter(({ code, signOff }) => code !== 'four-eyes' && signOff !== 'final')
}

function withdrawn({ articleId }: GateFacts): Blocker {
  return { code: 'withdrawn', message: 'The article has been withdrawn. Start a new one instead.', href: `/articles/${articleId}/review`, signOff: null }
}

function copyBlockers({ articleId, headline }: GateFacts): Blocker[] {
  if (headline.trim() !== '') return []
  return [{ code: 'headline-missing', message: 'The article has no headline.', href: `/articles/${articleId}`, signOff: null }]
}

const CLAIM_BLOCKERS: { [S in Exclude<ClaimState, 'verified' | 'waived' | 'to_confirm'>]: { code: BlockerCode; sentence: string } } = {
  open: { code: 'claim-open', sentence: 'is open: nobody has been asked to check it.' },
  assigned: { code: 'claim-assigned', sentence: 'is assigned and waits to be checked.' },
  in_checking: { code: 'claim-in-checking', sentence: 'is being checked.' },
  incorrect: { code: 'claim-incorrect', sentence: 'was found incorrect: change the copy, or have it checked again.' },
  unverifiable: { code: 'claim-unverifiable', sentence: 'could not be verified: change the copy, or waive the claim with a reason.' },
  needs_wording: { code: 'claim-needs-wording', sentence: 'needs another wording before it can be verified.' },
  disputed: { code: 'claim-disputed', sentence: 'is disputed: checkers differ about it, or about words in it, and have to agree.' },
  awaiting_second: { code: 'claim-awaiting-second', sentence: 'waits for its second, independent check.' },
  reopened: { code: 'claim-reopened', sentence: 'was re-opened: its wording has changed since it was checked.' },
  detached: { code: 'claim-detached', sentence: 'is detached: its words are no longer in the copy. Put it back, or remove it with a reason.' },
}

function claimBlockers({ articleId, claims }: GateFacts): Blocker[] {
  return claims.flatMap(({ id, number, wording, state, toConfirm, hasOwnCheck = false, isBesideChanged = false }): Blocker[] => {
    const place = { href: `/articles/${articleId}?claim=${id}`, signOff: null }
    if (state === 'verified' || state === 'waived')
      return isBesideChanged ? [{ code: 'claim-beside-changed', message: `Claim ${number} (“${excerpt(wording)}”) ${BESIDE_SENTENCES[state]}`, ...place }] : []
    const { code, sentence } =
      state === 'to_confirm' ? { code: 'claim-to-confirm' as const, sentence: CONFIRM_SENTENCES[toConfirm ?? 'unseen'] } : CLAIM_BLOCKERS[state]
    return [{ code, message: `Claim ${number} (“${excerpt(wording)}”) ${sentence}${hasOwnCheck ? OWN_CHECK_SENTENCE : ''}`, ...place }]
  })
}

const BESIDE_SENTENCES = {
  verified:
    'has another picture, or a link in it leads elsewhere, than when it was verified: a checker looks at it and gives a verdict once more, or it is put back.',
  waived: 'has another picture, or a link in it leads elsewhere, than when it was waived: it is checked, waived once more, or put back.',
} as const

const OWN_CHECK_SENTENCE = ' Who checked or waived it has a part in its words, which does not count here: somebody else has to.'

const CONFIRM_SENTENCES: { [Why in ToConfirm]: string } = {
  against: 'has evidence against it that came after its verdict: a checker looks at it and confirms the verdict, or gives another.',
  withdrawn: 'was verified on evidence that has all been withdrawn or changed since: a checker confirms the verdict, or gives another.',
  source: 'rests on a verdict that was brought over and holds no longer where it came from: a checker confirms the verdict, or gives another.',
  waiver: 'has evidence against it that came after it was waived: a checker looks at it, or it is waived again in view of it.',
  unseen: 'has to be confirmed: a checker looks at it once more.',
}

const STRAY_SENTENCES: { [Of in StrayWords['of']]: string } = {
  copy: 'in the copy outside of every claim: tag it and have it checked, or change the words.',
  picture: 'in the description, credit or rights of a picture: change the words there, or have them verified where they can be tagged.',
  link: 'in the title of a link: change the words there, or have them verified where they can be tagged.',
}

function strayBlockers({ articleId, strayWords }: GateFacts): Blocker[] {
  return strayWords.map(({ claimId, number, wording, of, held = false, part = false }) => ({
    code: 'words-unclaimed',
    message: `“${excerpt(wording)}” ${strayFrom(number, { held, part })} and stands ${STRAY_SENTENCES[of]}`,
    href: `/articles/${articleId}?claim=${claimId}`,
    signOff: null,
  }))
}

function strayFrom(number: number, { held, part }: { held: boolean; part: boolean }): string {
  if (part) return `was part of claim ${number} when that was not cleared,`
  return held ? `stood in claim ${number}, which was not cleared,` : `was checked as claim ${number} and not cleared,`
}

/** Of the claim that they come from no more is said: not everybody may read its article. */
function pastedBlockers({ articleId, unclearedPastes }: GateFacts): Blocker[] {
  return unclearedPastes.map(({ id, quote }) => ({
    code: 'pasted-uncleared',
    message: `“${excerpt(quote)}” was pasted from a claim that was not cleared, and stands in the copy outside of every claim: tag it and have it checked, change the words, or have an editor or publisher say why it needs no check.`,
    href: `/articles/${articleId}?pasted=${id}`,
    signOff: null,
  }))
}

const TURNED_PLACES: { [Of in TurnedText['of']]: string } = {
  copy: 'the copy',
  picture: 'the description, credit or rights of a picture',
  link: 'the title of a link',
}

function directionBlockers({ articleId, turnedText }: GateFacts): Blocker[] {
  return turnedText.map(({ sign, at, of }) => ({
    code: 'text-direction',
    message: `In ${TURNED_PLACES[of]}, at “${excerpt(at)}”, stands an invisible sign (${sign}) that shows words in another order than they are written: delete these words and type them again.`,
    href: `/articles/${articleId}`,
    signOff: null,
  }))
}

const OUTSIDE_PLACES: { [Of in StrayWords['of']]: string } = {
  copy: 'in the copy outside of every claim',
  picture: 'in the description, credit or rights of a picture',
  link: 'in the title of a link',
}

const TAKE_AWAY = 'change the words, or take the quotation marks away'

const OUTSIDE_WAYS: { [Of in StrayWords['of']]: string } = {
  copy: `${TAKE_AWAY}; or tag it, and have an editor or publisher override it there with a reason.`,
  picture: `${TAKE_AWAY}.`,
  link: `${TAKE_AWAY}.`,
}

function quoteBlockers({ articleId, alteredQuotes }: GateFacts): Blocker[] {
  return alteredQuotes.map(({ claimId, number, quote, unpaired, unseen = false, outside }) => ({
    code: 'quote-altered',
    message: outside
      ? `“${excerpt(quote)}” stands in quotation marks ${OUTSIDE_PLACES[outside]}, and ${unseen ? `was not cleared as a quote of claim ${number}: ask who checked that claim, or` : `a source of claim ${number} has it in other words: correct it,`} ${OUTSIDE_WAYS[outside]}`
      : unseen
        ? `Claim ${number} holds a quote that is not cleared, “${excerpt(quote)}”: ask who checked the claim, or change the words.`
        : unpaired
          ? `In claim ${number} a quotation mark has no partner, and “${excerpt(quote)}” stands in other words in its source: set the other mark, correct the quote, take the mark away, or override it with a reason.`
          : `Claim ${number} quotes “${excerpt(quote)}” in other words than its source: correct the quote, take the quotation marks away, or override it with a reason.`,
    href: `/articles/${articleId}?claim=${claimId}`,
    signOff: null,
  }))
}

function queryBlockers({ articleId, openQueries }: GateFacts): Blocker[] {
  return openQueries.map(({ claimId, number, question, objection }) => ({
    code: objection ? 'legal-objection' : 'query-open',
    message: objection
      ? `Legal objects to claim ${number} (“${excerpt(question)}”): change the words, and have a legal reader withdraw it.`
      : `Claim ${number} has an open question to its author (“${excerpt(question)}”): whoever asked has to close it.`,
    href: `/articles/${articleId}?claim=${claimId}`,
    signOff: null,
  }))
}

const SIGN_OFF_NAMES: { [K in SignOffKind]: string } = {
  desk: 'desk sign-off',
  fact_check: 'fact-check sign-off',
  legal: 'legal sign-off',
  final: 'final sign-off',
}

const STALE_SENTENCES = { content: 'was given for another version of the copy.', claims: 'was given before the claims changed.' } as const

const INVOLVEMENTS = { wrote: 'wrote part of the copy', checked: 'checked part of it' } as const

function signOffBlockers(facts: GateFacts): Blocker[] {
  return requiredSignOffs(facts).flatMap((kind): Blocker[] => {
    const name = SIGN_OFF_NAMES[kind]
    const place = { href: `/articles/${facts.articleId}/review#sign-off-${kind}`, signOff: kind }
    const given = facts.signOffs.findLast((signOff) => signOff.kind === kind)
    if (!given) return [{ code: 'sign-off-missing', message: `The ${name} is missing.`, ...place }]
    const stale = staleness(given, facts)
    if (stale) return [{ code: 'sign-off-stale', message: `The ${name} ${STALE_SENTENCES[stale]}`, ...place }]
    const involvement = signOffInvolvement({ ...facts, kind, userId: given.userId })
    if (involvement)
      return [{ code: 'four-eyes', message: `The ${name} was given by somebody who ${INVOLVEMENTS[involvement]}: somebody else has to give it.`, ...place }]
    return []
  })
}

const EXCERPT_LENGTH = 60
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** One line of at most 60 characters, to stand in double marks: its own become single ones. Words from right to left are isolated (UAX #9), so that the sentence around them keeps its order. */
function excerpt(wording: string): string {
  const line = withoutOwnMarks(wording)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[“"](?=\p{L}|\p{N}|[‘'([])/gu, '‘')
    .replace(/[”"]/gu, '’')
  const characters = Array.from(line)
  const short = characters.length <= EXCERPT_LENGTH ? line : `${characters.slice(0, EXCERPT_LENGTH - 1).join('')}…`
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short
}
