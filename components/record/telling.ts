/** What the record page says of an event: which sentence, with what in it, and which words of people beside it. */
import type { AuditEventDto } from '#lib/api/schemas/review.ts'

/** Every act on an article or in the newsroom, and its sentence under `record.acts`. */
export const ACTS = {
  'article.created': 'articleCreated',
  'article.moved': 'articleMoved',
  'article.stage_changed': 'articleStageChanged',
  'article.legal_flagged': 'articleLegalFlagged',
  'article.legal_unflagged': 'articleLegalUnflagged',
  'article.published': 'articlePublished',
  'article.corrected': 'articleCorrected',
  'article.withdrawn': 'articleWithdrawn',
  'article.glass_broken': 'articleGlassBroken',
  'version.named': 'versionNamed',
  'version.kept': 'versionKept',
  'version.restored': 'versionRestored',
  'claim.tagged': 'claimTagged',
  'claim.copy_pasted': 'claimCopyPasted',
  'claim.copy_dismissed': 'claimCopyDismissed',
  'claim.inherited': 'claimInherited',
  'claim.legal_flagged': 'claimLegalFlagged',
  'claim.legal_unflagged': 'claimLegalUnflagged',
  'claim.second_check_ended': 'claimSecondCheckEnded',
  'claim.updated': 'claimUpdated',
  'claim.waived': 'claimWaived',
  'claim.removed': 'claimRemoved',
  'claim.moved': 'claimMoved',
  'claim.edges_moved': 'claimEdgesMoved',
  'claim.split': 'claimSplit',
  'claim.merged': 'claimMerged',
  'evidence.carried': 'evidenceCarried',
  'claim.detached': 'claimDetached',
  'claim.reattached': 'claimReattached',
  'claim.mark_put_back': 'claimMarkPutBack',
  'claim.reopened': 'claimReopened',
  'claim.restored': 'claimRestored',
  'claim.now_disputed': 'claimNowDisputed',
  'claim.dispute_ended': 'claimDisputeEnded',
  'suggestion.dismissed': 'suggestionDismissed',
  'suggestion.restored': 'suggestionRestored',
  'quote.overridden': 'quoteOverridden',
  'quote.speaker_named': 'quoteSpeakerNamed',
  'wording.proposed': 'wordingProposed',
  'wording.accepted': 'wordingAccepted',
  'wording.declined': 'wordingDeclined',
  'message.posted': 'messagePosted',
  'query.asked': 'queryAsked',
  'query.objected': 'queryObjected',
  'query.objection_withdrawn': 'queryObjectionWithdrawn',
  'query.replied': 'queryReplied',
  'query.closed': 'queryClosed',
  'query.handed_over': 'queryHandedOver',
  'task.assigned': 'taskAssigned',
  'task.updated': 'taskUpdated',
  'task.ended': 'taskEnded',
  'evidence.added': 'evidenceAdded',
  'evidence.captured': 'evidenceCaptured',
  'evidence.capture_requested': 'evidenceCaptureRequested',
  'evidence.text_pasted': 'evidenceTextPasted',
  'evidence.capture_failed': 'evidenceCaptureFailed',
  'evidence.changed': 'evidenceChanged',
  'evidence.withdrawn': 'evidenceWithdrawn',
  'verdict.given': 'verdictGiven',
  'verdict.still_holds': 'verdictStillHolds',
  'verdict.inherited': 'verdictInherited',
  'verdict.inherited_confirmed': 'verdictInheritedConfirmed',
  'verdict.source_fell': 'verdictSourceFell',
  'verdict.inherited_taken_back': 'verdictInheritedTakenBack',
  'sign_off.given': 'signOffGiven',
  'sign_off.stale': 'signOffStale',
  'sign_off.restored': 'signOffRestored',
  'person.created': 'personCreated',
  'person.changed': 'personChanged',
  'person.invited': 'personInvited',
  'person.password-set': 'personPasswordSet',
  'desk.created': 'deskCreated',
  'desk.changed': 'deskChanged',
  'token.created': 'tokenCreated',
  'token.revoked': 'tokenRevoked',
  withheld: 'withheld',
} as const

export interface Telling {
  /** `other` for an act that this version does not know. */
  act: (typeof ACTS)[keyof typeof ACTS] | 'other'
  /** For the sentence: the actor's name, and what the data holds in words and numbers. */
  values: Record<string, string | number>
  /** The copy that it was about. */
  wording: string | null
  /** What the copy was, and what it became. */
  change: { before: string; after: string } | null
  /** The roles somebody was given; null when the act was not about roles. */
  memberships: { deskId: string; roles: string[] }[] | null
  /** Ids of those of whom somebody changed the words; none where that is not known. */
  changedBy: string[]
  /** What somebody gave as reason, rationale, question or note. */
  said: string | null
}

export function telling(event: Pick<AuditEventDto, 'action' | 'actorName' | 'data' | 'subject'>): Telling {
  const data = dataOf(event.data)
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null)
  const [before, after] = [text('before'), text('after')]
  return {
    act: isKnown(event.action) ? ACTS[event.action] : 'other',
    values: {
      action: event.action,
      // Acts of before this was told have none.
      state: 'unknown',
      // Before the kind was told, a link had the address that it was captured at.
      type: text('finalUrl') === null ? 'unknown' : 'link',
      confidential: String(data['confidential'] === true),
      standIn: String(data['standIn'] === true),
      // A reason is asked for where they hold back publication.
      passed: String(text('reason') !== null),
      isAdmin: String(data['isAdmin']),
      disabled: String(data['disabled']),
      about: text('person') ?? text('name') ?? event.subject,
      // Who is asked about words that became another claim's; nobody, or not told.
      checkers: 'none',
      ...taskChange(data),
      ...plain(data),
      name: event.actorName,
    },
    wording: before === null && after === null ? (text('wording') ?? text('quote')) : null,
    change: before !== null && after !== null ? { before, after } : null,
    memberships: membershipsIn(data['memberships']),
    changedBy: Array.isArray(data['byIds']) ? data['byIds'].filter((id) => typeof id === 'string') : [],
    said:
      text('rationale') ?? text('question') ?? text('note') ?? text('reply') ?? text('message') ?? (event.action === 'sign_off.stale' ? null : text('reason')),
  }
}

function isKnown(action: string): action is keyof typeof ACTS {
  return Object.hasOwn(ACTS, action)
}

function dataOf(json: string): Record<string, unknown> {
  const data: unknown = JSON.parse(json)
  return isRecord(data) ? data : {}
}

function plain(data: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number'),
  )
}

/** What became of a changed task, and of whom; `same` where only what is asked changed. */
function taskChange({ before, after, ended }: Record<string, unknown>): Record<string, string | number> {
  if (!isRecord(before) || !isRecord(after) || typeof after['state'] !== 'string') return {}
  const [was, is] = [timeOf(before['dueAt']), timeOf(after['dueAt'])]
  const due = was === is ? 'same' : is === null ? 'none' : was === null ? 'set' : 'moved'
  const given = before['assigneeId'] !== after['assigneeId']
  const state = before['state'] === after['state'] ? 'same' : after['state']
  return {
    state: given ? 'given' : ended === 'handed_back' || ended === 'withdrawn' ? ended : state,
    due,
    was: was ?? 0,
    is: is ?? 0,
    asks: before['question'] === after['question'] ? 'same' : 'other',
    // Rows of before they were told have no names.
    assigneeName: 'none',
    toName: 'none',
  }
}

function timeOf(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null
}

function membershipsIn(value: unknown): { deskId: string; roles: string[] }[] | null {
  if (!Array.isArray(value)) return null
  return value.filter(isRecord).map(({ deskId, roles }) => ({
    deskId: String(deskId),
    roles: Array.isArray(roles) ? roles.map(String) : [],
  }))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
