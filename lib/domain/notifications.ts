import { STATES_BY_PROGRESS } from './claims/board.ts'
import { isBlocking } from './claims/state.ts'
import { STATES_FOR_THE_AUTHOR, VERDICTS } from './claims/terms.ts'

/** WO-3: what one is told of; the same words in the database, the API and the interface's message keys. */
export const NOTIFICATION_KINDS = [
  'assigned',
  'reopened',
  'verdict',
  'sign_off_stale',
  'sign_off_due',
  'published',
  'query',
  'proposal',
  'message',
  'evidence',
  'legal',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** Of these, what somebody does to many claims of an article is told as one. */
export const GROUPED_KINDS: readonly NotificationKind[] = ['assigned', 'reopened', 'verdict']

/** What a notice, or several told as one, is about. */
export interface NoticePlace {
  kind: NotificationKind
  articleId: string
  /** The claim; of several the newest. */
  claimId: string | null
  count: number
}

/** Which claims of an article: those that a person is still to check, those that were re-opened, those that were decided. */
const WHICH: Partial<Record<NotificationKind, string>> = {
  assigned: `&state=${STATES_BY_PROGRESS.filter((state) => isBlocking(state) && !STATES_FOR_THE_AUTHOR.includes(state)).join(',')}&assignee=me`,
  reopened: '&state=reopened',
  verdict: `&state=${[...VERDICTS, 'disputed', 'awaiting_second'].join(',')}`,
}

/** Where it leads: to the claim, of several to the board, filtered as near to them as it can be, and without any to the article's review. */
export function noticePlace({ kind, articleId, claimId, count }: NoticePlace): string {
  if (claimId === null) return `/articles/${articleId}/review`
  if (count === 1) return `/articles/${articleId}?claim=${claimId}`
  return `/verification?article=${articleId}${WHICH[kind] ?? ''}`
}

/** The ways in which one is told. Neither: one is not told at all. */
export interface Ways {
  inApp: boolean
  byMail: boolean
}

/** For who has not chosen: by mail what waits for oneself, in the app what one would like to know as well. */
export const DEFAULT_WAYS: Readonly<Record<NotificationKind, Ways>> = {
  assigned: { inApp: true, byMail: true },
  reopened: { inApp: true, byMail: true },
  verdict: { inApp: true, byMail: false },
  sign_off_stale: { inApp: true, byMail: true },
  sign_off_due: { inApp: true, byMail: false },
  published: { inApp: true, byMail: false },
  query: { inApp: true, byMail: true },
  message: { inApp: true, byMail: true },
  proposal: { inApp: true, byMail: true },
  evidence: { inApp: true, byMail: false },
  legal: { inApp: true, byMail: true },
}
