import type { ClaimsContextValue } from '#components/claims/claims-context.tsx'
import { createClaimsStore } from '#components/claims/claims-store.ts'
import type { CaptureDto, ClaimDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import { FakeEventSource } from './fake-event-source.ts'

// A claim's panel listens on what changes elsewhere.
Object.assign(globalThis, { EventSource: FakeEventSource })
// jsdom scrolls and measures nothing.
Object.assign(Element.prototype, { scrollIntoView: () => undefined })
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

const PERSON = { id: 'person', name: 'Demo Editor' }

/** A claim that somebody may do everything with. */
export function aClaim(change: Partial<ClaimDto> = {}): ClaimDto {
  return {
    id: 'claim',
    articleId: 'article',
    number: 1,
    kind: 'event',
    priority: 'normal',
    state: 'open',
    blocking: true,
    quoteAltered: false,
    note: null,
    secondCheck: false,
    legalFlag: false,
    legalFlaggedBy: null,
    taggedWording: 'his second visit',
    wording: 'his second visit',
    wordingHash: 'a'.repeat(64),
    prefix: '',
    suffix: '',
    createdBy: PERSON,
    createdAt: '2026-01-01T10:00:00.000Z',
    reopened: null,
    toConfirm: null,
    waiver: null,
    tasks: [],
    evidence: [],
    verdicts: [],
    standingFindings: [],
    verdictsHidden: false,
    queries: [],
    inherited: null,
    proposals: [],
    pastedFrom: null,
    abilities: {
      edit: true,
      assign: true,
      addEvidence: true,
      giveVerdict: true,
      giveVerdictBlocked: null,
      endSecondCheck: true,
      stillHolds: true,
      waive: true,
      remove: true,
      removeBlocked: null,
      narrowBlocked: null,
      setAsideBlocked: null,
      reattach: true,
      reshape: true,
      object: false,
      ask: true,
      flagLegal: true,
      unflagLegal: true,
      propose: true,
    },
    ...change,
  }
}

/** A web page as it was captured; another `sha256` is another page. */
export function aCapture(id: string, change: Partial<CaptureDto> = {}): CaptureDto {
  const at = '2026-01-01T10:00:00.000Z'
  const outcome = { state: 'captured', pasted: false, stored: true, failure: null, detail: null } as const
  const page = { finalUrl: null, mediaType: 'text/html', title: 'The source', sha256: id.padEnd(64, '0'), size: 100 }
  return { id, ...outcome, ...page, requestedBy: PERSON, requestedAt: at, finishedAt: at, ...change }
}

/** Newest capture first. */
export function aLink(captures: CaptureDto[], change: Partial<EvidenceDto> = {}): EvidenceDto {
  return {
    id: 'link',
    type: 'link',
    relation: 'supports',
    url: 'https://example.org/',
    title: null,
    text: null,
    excerpt: null,
    locator: null,
    reached: null,
    reachedAt: null,
    terms: null,
    fileName: null,
    captureState: 'captured',
    captures,
    confidential: false,
    readers: [],
    createdBy: PERSON,
    createdAt: '2026-01-01T10:00:00.000Z',
    broughtBy: null,
    withdrawnThere: null,
    abilities: { pasteText: false, withdraw: false, change: false },
    ...change,
  }
}

/** What the panel of a claim reads of the page around it; `served` when the claims are asked for anew. */
export function claimsContext(claims: readonly ClaimDto[], served = claims): ClaimsContextValue {
  return {
    userId: 'me',
    articleId: 'article',
    deskId: 'desk',
    fileBytes: 1_048_576,
    timeZone: 'UTC',
    store: createClaimsStore(claims, async () => served),
    loadPeople: async () => [],
    drafts: new Map(),
  }
}
