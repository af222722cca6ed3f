/** Everything that a request can be about, made through the API itself; and for each operation a request that works. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import type { Operation } from '#lib/api/operation.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { failCapture } from '#tests/support/factories.ts'
import { browser, invoke, type Sent } from './invoke.ts'
import type { Newsroom, PersonName } from './newsroom.ts'

const COPY = 'The trip was his second since Russian forces invaded Ukraine earlier this year.\n\nPutin met with Iranian and Turkish leaders to discuss Syria.'

export interface World {
  articleId: string
  claimId: string
  wordingHash: string
  /** A link of that claim, with a pasted text. */
  evidenceId: string
  captureId: string
  /** Evidence of type file. */
  fileId: string
  contentHash: string
  claimSetHash: string
  taskId: string
  /** Of the checker, about that claim. */
  queryId: string
  /** Of the checker, about that claim. */
  proposalId: string
  /** Words of that claim, pasted into the same article. */
  pastedId: string
  versionId: string
  /** A verdict on the same words in another article, and that verdict brought over to the claim. */
  verdictId: string
  inheritedId: string
  /** Of the editor. */
  tokenId: string
  sessionId: string
  /** A filter of the board, the editor’s own. */
  filterId: string
}

export async function makeWorld(newsroom: Newsroom): Promise<World> {
  const as = (name: PersonName) => caller(newsroom, name)
  const article = await as('reporter')('createArticle', { body: { title: 'Putin in Tehran', deskId: newsroom.deskId, content: COPY } })
  const articleId = z.string().parse(article['id'])
  const params = { id: articleId }
  const claim = await as('editor')('tagClaim', { params, body: { quote: 'second since Russian forces invaded Ukraine', kind: 'figure' } })
  const claimId = z.string().parse(claim['id'])
  const link = { type: 'link', url: 'https://example.org/trips', relation: 'supports' }
  const evidence = await as('checker')('addEvidence', { params: { id: claimId }, body: link })
  const evidenceId = z.string().parse(evidence['id'])
  await failCapture(newsroom.db, evidenceId)
  const pasted = await as('checker')('captureAgain', { params: { id: evidenceId }, body: { text: 'It was the second trip.' } })
  const [capture] = z.array(z.object({ id: z.string() })).parse(pasted['captures'])
  const file = await as('checker')('addEvidence', { params: { id: claimId }, rawBody: fileForm('trips.txt', 'The second trip.') })
  const task = await as('editor')('assignClaim', { params: { id: claimId }, body: { assigneeId: newsroom.ids.checker, question: 'Is it the second?' } })
  const asked = await as('checker')('askAuthor', { params: { id: claimId }, body: { question: 'Since February, or before?' } })
  const [query] = z.array(z.object({ id: z.string() })).parse(asked['queries'])
  const elsewhere = await as('reporter')('createArticle', { body: { title: 'Putin in Samarkand', deskId: newsroom.deskId, content: COPY } })
  const checked = await as('editor')('tagClaim', {
    params: { id: z.string().parse(elsewhere['id']) },
    body: { quote: 'second since Russian forces invaded Ukraine', kind: 'figure' },
  })
  const verdict = { verdict: 'verified', rationale: 'Both trips are on record.', wordingHash: checked['wordingHash'] }
  const judged = await as('checker')('giveVerdict', { params: { id: z.string().parse(checked['id']) }, body: verdict })
  const [given] = z.array(z.object({ id: z.string() })).parse(judged['verdicts'])
  const brought = { verdictId: given?.id, wordingHash: claim['wordingHash'] }
  const inherited = await as('checker')('inheritVerdict', { params: { id: claimId }, body: brought })
  const proposed = await as('checker')('proposeWording', {
    params: { id: claimId },
    body: { wording: 'second since Russian troops invaded Ukraine', wordingHash: claim['wordingHash'] },
  })
  const [proposal] = z.array(z.object({ id: z.string() })).parse(proposed['proposals'])
  await as('reporter')('offerPastedClaims', { params, body: { items: [{ sourceClaimId: claimId, quote: 'Russian forces invaded Ukraine' }] } })
  const offered = await newsroom.db.pastedClaim.findFirstOrThrow({ where: { articleId } })
  const version = await as('editor')('nameVersion', { params, body: { name: 'Before checking' } })
  const token = await as('editor')('createToken', { body: { name: 'Script', scopes: ['read'] } })
  const filter = await as('editor')('saveBoardFilter', { body: { name: 'Mine', filter: { assignee: 'me' } } })
  const now = await as('editor')('getArticle', { params })
  const session = await newsroom.db.session.findFirstOrThrow({ where: { userId: newsroom.ids.editor, revokedAt: null } })
  const text = z.string()
  return {
    articleId,
    claimId,
    evidenceId,
    captureId: text.parse(capture?.id),
    fileId: text.parse(file['id']),
    wordingHash: text.parse(claim['wordingHash']),
    contentHash: text.parse(now['contentHash']),
    claimSetHash: text.parse(now['claimSetHash']),
    taskId: text.parse(task['id']),
    queryId: text.parse(query?.id),
    proposalId: text.parse(proposal?.id),
    pastedId: offered.id,
    versionId: text.parse(version['id']),
    verdictId: text.parse(given?.id),
    inheritedId: z.object({ id: text }).parse(inherited['inherited']).id,
    tokenId: text.parse(token['id']),
    sessionId: session.id,
    filterId: text.parse(filter['id']),
  }
}

/** Calls as a signed-in browser; checks the status and the answer against the registry, and returns it. */
export function caller(newsroom: Newsroom, name: PersonName) {
  return async (operationName: OperationName, sent: Sent = {}): Promise<Record<string, unknown>> => {
    const operation: Operation = OPERATIONS[operationName]
    const response = await invoke(operation, { ...sent, headers: { ...browser(newsroom.cookies[name]), ...sent.headers } })
    const text = await response.text()
    if (response.status !== operation.status) throw new Error(`${operationName} as ${name}: ${response.status} ${text}`)
    if (!operation.answer) return {}
    return z.record(z.string(), z.unknown()).parse(strictly(operation.answer).parse(JSON.parse(text)))
  }
}

/** Status, Location and body of a call that may be refused. */
export async function answerOf(newsroom: Newsroom, name: PersonName, operationName: OperationName, sent: Sent = {}) {
  const response = await invoke(OPERATIONS[operationName], { ...sent, headers: browser(newsroom.cookies[name]) })
  return { status: response.status, location: response.headers.get('location'), body: z.record(z.string(), z.unknown()).parse(await response.json()) }
}

/** Members that the registry does not name are a fault too. */
function strictly(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema
}

/** A request for each operation that is right in all but who sends it. */
export function requestsFor(world: World, newsroom: Newsroom): Record<OperationName, Sent> {
  const article = { params: { id: world.articleId } }
  const claim = { params: { id: world.claimId } }
  const hashes = { contentHash: world.contentHash, claimSetHash: world.claimSetHash }
  return {
    listArticles: {},
    createArticle: { body: { title: 'Another', deskId: newsroom.deskId, content: 'Copy.' } },
    getArticle: article,
    updateArticle: { ...article, body: { stage: 'checking' } },
    getArticleContent: article,
    listVersions: article,
    nameVersion: { ...article, body: { name: 'Mine' } },
    diffVersions: { params: { id: world.versionId, other: world.versionId } },
    restoreVersion: { params: { id: world.versionId } },
    getRecord: article,
    listClaims: article,
    tagClaim: { ...article, body: { quote: 'discuss Syria', kind: 'event' } },
    getClaim: claim,
    getClaimHistory: claim,
    updateClaim: { ...claim, body: { priority: 'high' } },
    removeClaim: { ...claim, body: { reason: 'Tagged by mistake.' } },
    waiveClaim: { ...claim, body: { wordingHash: world.wordingHash, reason: 'Known to all.' } },
    reattachClaim: { ...claim, body: { quote: 'discuss Syria' } },
    moveClaimEdges: { ...claim, body: { quote: 'since Russian forces invaded Ukraine' } },
    splitClaim: { ...claim, body: { quote: 'invaded Ukraine' } },
    mergeClaim: { ...claim, body: { otherId: world.claimId } },
    assignClaims: { body: { assigneeId: newsroom.ids.checker, claims: [{ claimId: world.claimId }] } },
    assignClaim: { ...claim, body: { assigneeId: newsroom.ids.checker } },
    updateTask: { params: { id: world.taskId }, body: { state: 'in_checking' } },
    listTasks: {},
    proposeWording: { ...claim, body: { wording: 'second since they invaded Ukraine', wordingHash: world.wordingHash } },
    acceptProposal: { params: { id: world.proposalId } },
    declineProposal: { params: { id: world.proposalId }, body: { reason: 'The source says forces.' } },
    listPastedClaims: article,
    offerPastedClaims: { ...article, body: { items: [{ sourceClaimId: world.claimId, quote: 'invaded Ukraine' }] } },
    confirmPastedClaim: { params: { id: world.pastedId } },
    dismissPastedClaim: { params: { id: world.pastedId } },
    listAuthorQueries: {},
    askAuthor: { ...claim, body: { question: 'Which one was the first?' } },
    replyToQuery: { params: { id: world.queryId }, body: { text: 'The one in February.' } },
    closeQuery: { params: { id: world.queryId } },
    listBoard: {},
    addEvidence: { ...claim, body: { type: 'note', text: 'The Kremlin lists both trips.', relation: 'supports' } },
    captureAgain: { params: { id: world.evidenceId }, body: {} },
    changeEvidence: { params: { id: world.evidenceId }, body: { relation: 'context' } },
    withdrawEvidence: { params: { id: world.evidenceId }, body: { reason: 'It was another trip.' } },
    getEvidenceFile: { params: { id: world.fileId } },
    getEvidenceRecord: { params: { id: world.evidenceId } },
    listEvidenceProofs: { params: { id: world.evidenceId } },
    getSourceText: { params: { id: world.evidenceId } },
    diffCaptures: { params: { id: world.evidenceId, a: world.captureId, b: world.captureId } },
    giveVerdict: { ...claim, body: { verdict: 'verified', rationale: 'Both trips are on record.', wordingHash: world.wordingHash } },
    stillHolds: { ...claim, body: { wordingHash: world.wordingHash } },
    listCheckedBefore: claim,
    inheritVerdict: { ...claim, body: { verdictId: world.verdictId, wordingHash: world.wordingHash } },
    confirmInherited: { params: { id: world.claimId, inherited: world.inheritedId }, body: { wordingHash: world.wordingHash } },
    takeBackInherited: { params: { id: world.claimId, inherited: world.inheritedId } },
    listQuotes: claim,
    listArticleQuotes: article,
    nameSpeaker: { ...claim, body: { quoteHash: world.wordingHash, speaker: 'Vladimir Putin' } },
    overrideQuote: { ...claim, body: { quoteHash: world.wordingHash, reason: 'Our translation.' } },
    listSuggestions: article,
    acceptSuggestion: { ...article, body: { quote: 'Putin met with Iranian and Turkish leaders to discuss Syria' } },
    dismissSuggestion: { ...article, body: { wordingHash: wordingHash('Putin met with Iranian and Turkish leaders to discuss Syria') } },
    search: { query: { q: 'second' } },
    getReview: article,
    getGate: article,
    giveSignOff: { ...article, body: { kind: 'final', ...hashes } },
    publishArticle: { ...article, body: { contentHash: world.contentHash } },
    correctArticle: { ...article, body: { contentHash: world.contentHash, note: 'A date was wrong.' } },
    withdrawArticle: { ...article, body: { contentHash: world.contentHash, note: 'It does not stand.' } },
    listPeople: {},
    createPerson: { body: { name: 'New', email: `${randomUUID()}@stet.example` } },
    updatePerson: { params: { id: newsroom.ids.reporter }, body: { name: 'Renamed' } },
    invitePerson: { params: { id: newsroom.ids.reporter } },
    getNewsroomRecord: {},
    listDesks: {},
    createDesk: { body: { name: `Desk ${randomUUID()}` } },
    updateDesk: { params: { id: newsroom.deskId }, body: { secondCheck: true } },
    getMe: {},
    listNotifications: {},
    markNotifications: { body: {} },
    listNotificationChoices: {},
    chooseNotifications: { body: { choices: [{ kind: 'assigned', byMail: false }] } },
    listTokens: {},
    createToken: { body: { name: 'Mine', scopes: ['read'] } },
    revokeToken: { params: { id: world.tokenId } },
    listSessions: {},
    revokeSession: { params: { id: world.sessionId } },
    acceptInvitation: { body: { token: 'no such link', password: 'long enough for one' } },
    getHandover: {},
    listMessages: claim,
    postMessage: { ...claim, body: { text: 'Has anybody the list?' } },
    listForLegal: {},
    listRemovedClaims: article,
    listBoardFilters: {},
    saveBoardFilter: { body: { name: 'Re-opened ones', filter: { state: 'reopened' } } },
    removeBoardFilter: { params: { id: world.filterId } },
    handOver: { body: { deskId: newsroom.deskId, fromId: newsroom.ids.checker, toId: newsroom.ids.editor } },
    describeApi: {},
  }
}

/** A file and what is said of it, as a browser's form sends them. */
export function fileForm(name: string, content: string | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries({ type: 'file', relation: 'supports', ...fields })) form.set(field, value)
  form.set('file', new File([content], name))
  return form
}
