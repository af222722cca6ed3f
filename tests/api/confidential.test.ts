/** Every answer of the API, read by everybody who may not see one piece of confidential evidence: no trace of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '#lib/api/operation.ts'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { getPublicArticle } from '#lib/queries/publications/get-public-article.ts'
import { finishCapture } from '#lib/services/evidence/finish-capture.ts'
import { failCapture } from '#tests/support/factories.ts'
import { verifyCommitments } from '#scripts/verify-commitments.ts'
import { browser, invoke, type Sent } from './support/invoke.ts'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'
import { impersonal, makeTwin, readTwin, type Twin, type TwinClaim } from './support/twins.ts'
import { answerOf, caller, fileForm, makeWorld, requestsFor, type World } from './support/world.ts'

/** In every field that somebody could have typed it into. */
const MARKER = 'zanzibar-minutes'
const READING = (Object.entries(OPERATIONS) as [OperationName, Operation][]).filter(([, { method }]) => method === 'GET').map(([name]) => name)
const OTHERS: readonly PersonName[] = ['reporter', 'editor', 'publisher', 'legal', 'admin', 'outsider']

let newsroom: Newsroom
let world: World
let requests: Record<OperationName, Sent>
let before: Record<string, string>
let secretId: string
let captureId: string

beforeAll(async () => {
  newsroom = await openNewsroom()
  world = await makeWorld(newsroom)
  requests = requestsFor(world, newsroom)
  before = await readAll('editor')
  const as = caller(newsroom, 'checker')
  const added = await as('addEvidence', {
    params: { id: world.claimId },
    body: {
      type: 'link',
      url: `https://example.org/${MARKER}`,
      title: `Title ${MARKER}`,
      text: `Text ${MARKER}`,
      excerpt: `Excerpt ${MARKER}`,
      locator: `p. 3 of ${MARKER}`,
      relation: 'contradicts',
      confidential: true,
    },
  })
  secretId = z.string().parse(added['id'])
  await failCapture(newsroom.db, secretId)
  const pasted = await as('captureAgain', { params: { id: secretId }, body: { text: `Pasted ${MARKER}`, title: MARKER } })
  captureId = z.array(z.object({ id: z.string() })).parse(pasted['captures'])[0]?.id ?? randomUUID()
})
afterAll(() => newsroom.close())

async function read(name: OperationName, who: PersonName, sent: Sent = requests[name]): Promise<string> {
  const response = await invoke(OPERATIONS[name], { ...sent, headers: browser(newsroom.cookies[who]) })
  const text = await response.text()
  // When it was asked is no trace of anything.
  return name === 'getHandover' ? text.replace(/^\{"at":"[^"]*"/, '{"at":"then"') : text
}

async function readAll(who: PersonName): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(READING.map(async (name) => [name, await read(name, who)] as const)))
}

test('[CL-7b] who added it and its readers find it, so that the search below would', async () => {
  expect(await read('getClaim', 'checker')).toContain(MARKER)
  expect(await read('getSourceText', 'checker', { params: { id: secretId } })).toContain(`Pasted ${MARKER}`)
})

test('[CL-7c] who may read it exports its record, in pages or as a file that verifies', async () => {
  const params = { id: secretId }
  const whole = z
    .object({ items: z.array(z.object({ action: z.string(), seq: z.number() })) })
    .parse(JSON.parse(await read('getEvidenceRecord', 'checker', { params })))
  expect(whole.items.map(({ action }) => action)).toEqual(['evidence.added', 'evidence.text_pasted'])
  const file = await invoke(OPERATIONS.getEvidenceRecord, { params, query: { format: 'jsonl' }, headers: browser(newsroom.cookies.checker) })
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="record-evidence-${secretId}.jsonl"`)
  expect(verifyAuditText(await file.text())).toMatchObject({ ok: true, rows: 2, withheld: 0, chain: `evidence:${secretId}` })
})

describe('[CL-7b] of confidential evidence', () => {
  test.each(OTHERS)('no answer tells %s a word or an id', async (who) => {
    for (const [name, text] of Object.entries(await readAll(who))) {
      for (const trace of [MARKER, secretId, captureId]) expect(text.includes(trace), `${name} tells ${who} "${trace}"`).toBe(false)
    }
  })

  test.each(OTHERS)('its own addresses tell %s that there is nothing', async (who) => {
    const asked: [OperationName, Sent][] = [
      ['getSourceText', { params: { id: secretId } }],
      ['getEvidenceRecord', { params: { id: secretId } }],
      ['getEvidenceRecord', { params: { id: secretId }, query: { format: 'jsonl' } }],
      ['listEvidenceProofs', { params: { id: secretId } }],
      ['getSourceText', { params: { id: world.evidenceId }, query: { capture: captureId } }],
      ['diffCaptures', { params: { id: secretId, a: captureId, b: captureId } }],
      ['diffCaptures', { params: { id: world.evidenceId, a: captureId, b: world.captureId } }],
      ['captureAgain', { params: { id: secretId }, body: { text: 'x' } }],
      ['changeEvidence', { params: { id: secretId }, body: { relation: 'context' } }],
      ['withdrawEvidence', { params: { id: secretId }, body: { reason: 'x' } }],
    ]
    for (const [name, sent] of asked) {
      const response = await invoke(OPERATIONS[name], { ...sent, headers: browser(newsroom.cookies[who]) })
      expect([name, response.status]).toEqual([name, 404])
    }
  })

  test('[CL-7c] nothing is changed by it for others: no count, no order, and no row of the record', async () => {
    // What changes by itself between two readings is left out.
    const changing = new Set<OperationName>(['listSessions', 'getMe'])
    const after = await readAll('editor')
    for (const name of READING) if (!changing.has(name)) expect(after[name], name).toBe(before[name])
  })
})

/** Of these claims it is told what the gate must tell, and no word of why; nothing in the record, in notices and in work-lists. */
async function assertOnlyGate({ open, secret }: { open: Twin; secret: Twin }, people: readonly PersonName[], claims: readonly TwinClaim[]): Promise<void> {
  const byGate = new RegExp(
    `^(getArticle|listArticles|getGate|getReview|listClaims|listArticleQuotes|listBoard|getHandover|search for \\w+|(getClaim|getClaimHistory|listQuotes|listCheckedBefore) of (${claims.join('|')}))$`,
  )
  for (const who of people) {
    const [told, otherwise] = [await readTwin(newsroom, secret, who), await readTwin(newsroom, open, who)]
    const changed = Object.keys(told).filter((label) => told[label] !== otherwise[label])
    expect(changed).toContain('getGate')
    expect([who, changed.filter((label) => !byGate.test(label))]).toEqual([who, []])
    for (const label of changed)
      expect(`${label}: ${told[label]?.replaceAll('"contradicting":0', '')}`).not.toMatch(
        /confidential":true|contradict|may not read|other words|source that|its source|has evidence/,
      )
  }
}

describe('[CL-7b] of two articles of which one has confidential evidence', () => {
  /** All but who adds it, and the publisher, who is let in. */
  const UNAWARE: readonly PersonName[] = ['reporter', 'editor', 'checker', 'admin', 'outsider']
  let open: Twin
  let secret: Twin
  const own: string[] = []

  const both = async (act: (twin: Twin) => Promise<unknown>): Promise<void> => {
    for (const twin of [open, secret]) await act(twin)
  }
  const evidence = (id: string) => ({ params: { id } })
  const assertAlike = async (when: string, people: readonly PersonName[] = ['reporter', 'editor', 'checker']): Promise<void> => {
    for (const who of people)
      expect({ when, who, told: await readTwin(newsroom, secret, who) }).toEqual({ when, who, told: await readTwin(newsroom, open, who) })
  }
  async function add(claim: TwinClaim, sent: Sent): Promise<string> {
    const id = z.string().parse((await caller(newsroom, 'legal')('addEvidence', { params: { id: secret.claims[claim] }, ...sent }))['id'])
    own.push(id)
    return id
  }
  const judge = async ({ claims }: Twin, claim: TwinClaim, verdict = 'verified') => {
    const params = { id: claims[claim] }
    const { wordingHash } = await caller(newsroom, 'checker')('getClaim', { params })
    await caller(newsroom, 'checker')('giveVerdict', { params, body: { verdict, rationale: 'Two agencies have it.', wordingHash } })
  }

  beforeAll(async () => {
    open = await makeTwin(newsroom)
    secret = await makeTwin(newsroom)
  })

  test('nothing tells them apart while it is added, captured, changed and withdrawn', async () => {
    await assertAlike('before')
    const sealed = { confidential: true, relation: 'contradicts' }
    const link = await add('trip', { body: { ...sealed, type: 'link', url: 'https://example.org/leak', title: 'Minutes' } })
    await assertAlike('a link waits')
    const [capture] = await newsroom.db.evidenceCapture.findMany({ where: { evidenceId: link } })
    const read = {
      finalUrl: 'https://example.org/leak',
      mediaType: 'text/html',
      title: 'Minutes',
      text: 'The minutes.',
      sha256: 'ab'.repeat(32),
      size: 12,
      stored: false,
    }
    await finishCapture({ db: newsroom.db, now: () => new Date(), newId: randomUUID }, capture?.id ?? '', read)
    await caller(newsroom, 'legal')('captureAgain', { ...evidence(link), body: {} })
    await failCapture(newsroom.db, link)
    await add('syria', { rawBody: fileForm('minutes.txt', 'The minutes.', { ...sealed, confidential: 'true' }) })
    await add('drones', { body: { ...sealed, type: 'call', reached: 'A minister', terms: 'off_record', text: 'Not twenty.' } })
    // It has the quote as the copy does.
    await add('corridor', { body: { ...sealed, relation: 'supports', type: 'note', text: 'Raisi: “We will work together on the corridor.”' } })
    const note = await add('nato', { body: { ...sealed, type: 'note', text: 'Minutes of the leak.' } })
    await assertAlike('added')
    const changed = { relation: 'supports', excerpt: 'of the leak', readers: [newsroom.ids.publisher] }
    await caller(newsroom, 'legal')('changeEvidence', { ...evidence(note), body: changed })
    await caller(newsroom, 'legal')('withdrawEvidence', { ...evidence(link), body: { reason: 'A forgery.' } })
    await assertAlike('changed and withdrawn')
  })

  test('[CL-7v] nor while claims that have it are decided, waived, split, merged away and removed by who may not know', async () => {
    await both(async ({ claims }) => {
      const as = (name: PersonName) => caller(newsroom, name)
      await as('editor')('splitClaim', { params: { id: claims.trip }, body: { quote: 'second' } })
      await as('editor')('mergeClaim', { params: { id: claims.turkey }, body: { otherId: claims.nato } })
      await as('editor')('removeClaim', { params: { id: claims.syria }, body: { reason: 'No claim after all.' } })
      const { wordingHash } = await as('editor')('getClaim', { params: { id: claims.drones } })
      await as('editor')('waiveClaim', { params: { id: claims.drones }, body: { wordingHash, reason: 'Known to all.' } })
    })
    // Waived by somebody who cannot read what speaks against it (CL-6r).
    await assertOnlyGate({ open, secret }, ['reporter', 'editor', 'checker'], ['drones'])
    await both(async (twin) => {
      await judge(twin, 'trip')
      await judge(twin, 'corridor')
      await judge(twin, 'turkey', 'incorrect')
    })
    await assertOnlyGate({ open, secret }, ['reporter', 'editor', 'checker'], ['drones'])
    // What comes after a verdict.
    const late = await add('trip', { body: { type: 'note', text: 'It was the third.', relation: 'contradicts', confidential: true } })
    await caller(newsroom, 'legal')('withdrawEvidence', { ...evidence(late), body: { reason: 'It was not.' } })
    await add('turkey', { body: { type: 'note', text: 'Minutes.', relation: 'contradicts', confidential: true } })
    await assertOnlyGate({ open, secret }, ['reporter', 'editor', 'checker'], ['drones'])
    await assertAlike('after a verdict', ['admin', 'outsider'])
  })

  test('[CL-7v] its readers are told of what others did to its claims, and it is kept', async () => {
    const kept = await newsroom.db.evidence.findMany({ where: { id: { in: own } }, select: { id: true, claimId: true } })
    expect(kept.map(({ id }) => id).toSorted()).toEqual(own.toSorted())
    const notices = async (who: PersonName) =>
      await newsroom.db.notification.findMany({
        where: { userId: newsroom.ids[who], kind: 'evidence', articleId: secret.articleId },
        select: { action: true, claimId: true },
      })
    const told = await notices('legal')
    expect(told).toContainEqual({ action: 'evidence.claim_removed', claimId: secret.claims.syria })
    expect(told).toContainEqual({ action: 'evidence.claim_merged', claimId: secret.claims.turkey })
    expect(await notices('publisher')).toContainEqual({ action: 'evidence.claim_merged', claimId: secret.claims.turkey })
    for (const who of UNAWARE) expect(await notices(who)).toEqual([])
  })

  test('no mail waits for anybody who may not know', async () => {
    const waiting = await newsroom.db.notification.findMany({
      where: { articleId: { in: [open.articleId, secret.articleId] }, userId: { in: UNAWARE.map((who) => newsroom.ids[who]) } },
      orderBy: { createdAt: 'asc' },
      select: { articleId: true, userId: true, kind: true, action: true, actorName: true, inApp: true, readAt: true, mailAfter: true },
    })
    const of = (twin: Twin) =>
      waiting
        .filter(({ articleId }) => articleId === twin.articleId)
        .map(({ articleId: _id, readAt, mailAfter, ...notice }) => ({ ...notice, read: readAt !== null, mail: mailAfter !== null }))
    expect(of(open).length).toBeGreaterThan(0)
    expect(of(secret)).toEqual(of(open))
  })
})

describe('[RE-5f] of two articles whose claims are taken off their words by who may not know of the evidence against them', () => {
  let open: Twin
  let secret: Twin
  const UNAWARE = ['reporter', 'editor', 'checker'] as const
  const as = (name: PersonName) => caller(newsroom, name)
  const alike = async (): Promise<void> => {
    for (const who of UNAWARE) expect({ who, told: await readTwin(newsroom, secret, who) }).toEqual({ who, told: await readTwin(newsroom, open, who) })
  }
  const blocked = async () =>
    z
      .object({ blockers: z.array(z.object({ code: z.string(), message: z.string() })) })
      .parse(await as('editor')('getGate', { params: { id: secret.articleId } }))
      .blockers.filter(({ code }) => code === 'words-unclaimed' || code === 'claim-to-confirm')
      .map(({ message }) => message)
      .toSorted()

  beforeAll(async () => {
    open = await makeTwin(newsroom)
    secret = await makeTwin(newsroom)
    for (const claim of ['trip', 'drones', 'corridor'] as const) {
      const against = { type: 'note', text: 'It was not so.', relation: 'contradicts', confidential: true, readers: [newsroom.ids.publisher] }
      await as('legal')('addEvidence', { params: { id: secret.claims[claim] }, body: against })
      // What all may read stands in both.
      for (const twin of [open, secret])
        await as('checker')('addEvidence', { params: { id: twin.claims[claim] }, body: { type: 'note', text: 'So it was.', relation: 'context' } })
    }
  })

  test('a split, and evidence that goes along with it, tells nothing', async () => {
    for (const { claims } of [open, secret]) {
      const part = await as('editor')('splitClaim', { params: { id: claims.trip }, body: { quote: 'second' } })
      claims.nato = z.string().parse(part['id'])
    }
    await alike()
    expect(await read('getClaim', 'publisher', { params: { id: secret.claims.nato } })).toContain('It was not so.')
  })

  test('a removal and other edges tell what the gate must, and that is all', async () => {
    for (const { claims } of [open, secret]) {
      await as('editor')('removeClaim', { params: { id: claims.drones }, body: { reason: 'No claim after all.' } })
      await as('editor')('moveClaimEdges', { params: { id: claims.corridor }, body: { quote: 'Raisi said' } })
    }
    await assertOnlyGate({ open, secret }, UNAWARE, ['corridor'])
    const unclaimed = 'and stands in the copy outside of every claim: tag it and have it checked, or change the words.'
    expect(await blocked()).toEqual([
      `“sold 20 drones” stood in claim 3, which was not cleared, ${unclaimed}`,
      `“‘We will work together on the corridor,’ Raisi said” stood in claim 4, which was not cleared, ${unclaimed}`,
    ])
  })

  test('so do words that are tagged anew and checked', async () => {
    for (const { articleId, claims } of [open, secret]) {
      const params = { id: articleId }
      claims.drones = z.string().parse((await as('editor')('tagClaim', { params, body: { quote: 'sold 20 drones', kind: 'figure' } }))['id'])
      await as('editor')('moveClaimEdges', { params: { id: claims.corridor }, body: { quote: '“We will work together on the corridor,” Raisi said' } })
    }
    await alike()
    expect(await read('getClaim', 'publisher', { params: { id: secret.claims.drones } })).toContain('It was not so.')
    for (const { claims } of [open, secret]) {
      const params = { id: claims.drones }
      const { wordingHash } = await as('checker')('getClaim', { params })
      await as('checker')('giveVerdict', { params, body: { verdict: 'verified', rationale: 'Two agencies have it.', wordingHash } })
    }
    await assertOnlyGate({ open, secret }, UNAWARE, ['drones'])
    expect(await blocked()).toEqual([expect.stringMatching(/^Claim \d+ \(“sold 20 drones”\) has to be confirmed: a checker looks at it once more\.$/)])
  })
})

describe('[CL-8h] of two articles of which one has a quote that confidential evidence has in other words', () => {
  let open: Twin
  let secret: Twin
  let evidenceId: string
  const UNAWARE = ['reporter', 'editor', 'checker'] as const

  beforeAll(async () => {
    open = await makeTwin(newsroom)
    secret = await makeTwin(newsroom)
    for (const { claims } of [open, secret]) {
      for (const id of [claims.trip, claims.syria, claims.drones, claims.turkey, claims.nato]) {
        const { wordingHash } = await caller(newsroom, 'editor')('getClaim', { params: { id } })
        await caller(newsroom, 'editor')('waiveClaim', { params: { id }, body: { wordingHash, reason: 'Known to all.' } })
      }
      const params = { id: claims.corridor }
      const { wordingHash } = await caller(newsroom, 'checker')('getClaim', { params })
      await caller(newsroom, 'checker')('giveVerdict', { params, body: { verdict: 'verified', rationale: 'I was there.', wordingHash } })
    }
    const note = {
      type: 'note',
      text: 'Raisi: “We will act together on the corridor.”',
      relation: 'supports',
      confidential: true,
      readers: [newsroom.ids.publisher],
    }
    const added = await caller(newsroom, 'legal')('addEvidence', { params: { id: secret.claims.corridor }, body: note })
    evidenceId = z.string().parse(added['id'])
  })

  test('the gate and the claim say that the quote holds back publication, and nothing says why', async () => {
    await assertOnlyGate({ open, secret }, UNAWARE, ['corridor'])
    const { blockers } = z.object({ blockers: z.array(z.unknown()) }).parse(await caller(newsroom, 'editor')('getGate', { params: { id: secret.articleId } }))
    expect(blockers).toContainEqual({
      code: 'quote-altered',
      message: 'Claim 4 holds a quote that is not cleared, “We will work together on the corridor,”: ask who checked the claim, or change the words.',
      href: `/articles/${secret.articleId}?claim=${secret.claims.corridor}`,
    })
    expect(await read('getGate', 'publisher', { params: { id: secret.articleId } })).toContain('in other words than its source')
  })

  test('what is refused by it says no more', async () => {
    const params = { id: secret.claims.corridor }
    for (const [name, body] of [
      ['removeClaim', { reason: 'No claim after all.' }],
      ['splitClaim', { quote: '“We will work together' }],
    ] as const) {
      const { status, body: problem } = await answerOf(newsroom, 'editor', name, { params, body })
      expect([name, status, problem['detail']]).toEqual([name, 409, expect.stringContaining('Claim 4 holds a quote that publication waits for.')])
    }
  })

  test('once a reader lets it stand nothing tells them apart any more, in the record and on the public page neither', async () => {
    const params = { id: secret.claims.corridor }
    const { quotes } = z.object({ quotes: z.array(z.object({ quoteHash: z.string() })) }).parse(await caller(newsroom, 'publisher')('listQuotes', { params }))
    await caller(newsroom, 'publisher')('overrideQuote', { params, body: { quoteHash: quotes[0]?.quoteHash, reason: 'He said both.' } })
    expect(await read('listQuotes', 'publisher', { params })).toContain('He said both.')
    expect(await read('getEvidenceRecord', 'publisher', { params: { id: evidenceId } })).toContain('quote.overridden')
    // What comes against the claim leaves its verdict to be confirmed (CL-6p), until it is withdrawn.
    const against = { type: 'note', text: 'He never said so.', relation: 'contradicts', confidential: true }
    const added = await caller(newsroom, 'legal')('addEvidence', { params, body: against })
    await assertOnlyGate({ open, secret }, UNAWARE, ['corridor'])
    await caller(newsroom, 'legal')('withdrawEvidence', { params: { id: z.string().parse(added['id']) }, body: { reason: 'Not him.' } })
    const pages: string[] = []
    for (const twin of [open, secret]) {
      const article = { params: { id: twin.articleId } }
      for (const [who, kind] of [
        ['editor', 'desk'],
        ['checker', 'fact_check'],
        ['publisher', 'final'],
      ] as const) {
        const { gate } = z
          .object({ gate: z.object({ contentHash: z.string(), claimSetHash: z.string() }) })
          .parse(await caller(newsroom, who)('getReview', article))
        await caller(newsroom, who)('giveSignOff', { ...article, body: { kind, contentHash: gate.contentHash, claimSetHash: gate.claimSetHash } })
      }
      const { contentHash } = await caller(newsroom, 'publisher')('getArticle', article)
      await caller(newsroom, 'publisher')('publishArticle', { ...article, body: { contentHash } })
      const { slug } = await caller(newsroom, 'reporter')('getArticle', article)
      pages.push(impersonal(JSON.stringify(await getPublicArticle(newsroom.db, z.string().parse(slug)))))
    }
    for (const who of [...UNAWARE, 'outsider'] as const)
      expect({ who, told: await readTwin(newsroom, secret, who) }).toEqual({ who, told: await readTwin(newsroom, open, who) })
    expect(pages[0]).toContain('Putin in Tehran')
    expect(pages[1]).toEqual(pages[0])
  })

  test('[CL-7w] its reader can show that sign-offs and publication were written over its chain, and that it is whole since', async () => {
    const params = { id: evidenceId }
    const jsonl = { query: { format: 'jsonl' } }
    const files = {
      article: await read('getRecord', 'publisher', { params: { id: secret.articleId }, ...jsonl }),
      evidence: await read('getEvidenceRecord', 'publisher', { params, ...jsonl }),
      proofs: await read('listEvidenceProofs', 'publisher', { params }),
    }
    const bound = z.array(z.object({ seq: z.number(), action: z.string(), data: z.string() })).parse(
      files.article
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    )
    const rows = bound.filter(({ data }) => data.includes('evidenceRoot'))
    expect(rows.map(({ action }) => action)).toEqual(['sign_off.given', 'sign_off.given', 'sign_off.given', 'article.published'])
    expect(verifyCommitments(files)).toEqual({ ok: true, rows: rows.map(({ seq }) => seq) })
    const [first = ''] = files.evidence.split('\n')
    expect(verifyCommitments({ ...files, evidence: first })).toMatchObject({ ok: false, reason: expect.stringContaining('its row 2 is missing or changed') })
    expect(verifyCommitments({ ...files, proofs: files.proofs.replace('"leaf":', '"leaf":1') })).toMatchObject({ ok: false })
    expect(verifyCommitments({ ...files, article: await read('getRecord', 'publisher', { params: { id: open.articleId }, ...jsonl }) })).toMatchObject({
      ok: false,
    })
    expect(verifyCommitments({ ...files, proofs: 'x' })).toEqual({ ok: false, reason: 'This is no list of proofs.' })
    expect((await answerOf(newsroom, 'checker', 'listEvidenceProofs', { params })).status).toBe(404)
  })
})
