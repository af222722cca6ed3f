/** A link from its adding to its text, by the real job over a site of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import JSZip from 'jszip'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDb, type Db } from '#lib/db/client.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { listEvidenceRecord, listEvidenceRecords } from '#lib/queries/record/evidence-record.ts'
import { exportRecord, listRecord } from '#lib/queries/record/list-record.ts'
import { recordEvent } from '#lib/services/audit/record-event.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { diffCaptures, getSourceText } from '#lib/queries/evidence/get-source-text.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'
import { evidenceTexts, type EvidenceText } from '#lib/queries/evidence/read-evidence-texts.ts'
import { visibleArticle } from '#lib/queries/review/load-article.ts'
import type { EvidenceDto } from '#lib/api/schemas/claims.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { diskStore } from '#lib/files/disk-store.ts'
import type { FileStore } from '#lib/files/file-store.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { captureEvidence } from '#server/jobs/capture/capture-evidence.ts'
import { contextOf, failCapture, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'
import { html, openSite, type TestSite } from '#tests/support/test-site.ts'

let database: TestDatabase
let db: Db
let site: TestSite
let checker: Actor
let articleId: string
let claimId: string
let store: FileStore
let filesDir: string

beforeAll(async () => {
  filesDir = await mkdtemp(path.join(tmpdir(), 'stet-evidence-test-'))
  store = diskStore(filesDir)
  database = await createTestDatabase()
  db = createDb(database.url)
  const deskId = await makeDesk(db)
  const reporter = await makeActor(db, { deskId, roles: ['reporter'] })
  checker = await makeActor(db, { deskId, roles: ['checker'] })
  articleId = await makeArticle(db, { author: reporter, deskId })
  ;({ claimId } = await tagClaim(contextOf(db, checker), { articleId, quote: 'A deal was reached', kind: 'event' }))
})

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
  await rm(filesDir, { recursive: true })
})

beforeEach(async () => {
  site = await openSite()
})
afterEach(async () => {
  await site.close()
})

/** The texts of the claim's evidence that somebody may read. */
async function textsFor(actor: Actor, of: string): Promise<EvidenceText[]> {
  const article = await visibleArticle(db, actor, articleId)
  return (await evidenceTexts(db, [of], article)).filter(({ access }) => mayRead(actor, article, access))
}

async function addLink(path: string, given: { confidential?: boolean } = {}): Promise<string> {
  const { evidenceId } = await addEvidence(contextOf(db, checker), { claimId, type: 'link', url: site.url + path, relation: 'supports', ...given })
  return evidenceId
}

/** What the queue holds for this evidence is done, as a node would. */
async function capture(evidenceId: string, captureMs = 10_000): Promise<EvidenceDto | undefined> {
  const jobs = await db.$queryRaw<{ captureId: string }[]>`
    SELECT c.id::text AS "captureId" FROM evidence_capture c JOIN pgboss.job j ON j.data ->> 'captureId' = c.id::text
     WHERE c.evidence_id = ${evidenceId}::uuid AND c.state = 'queued'`
  const limits = { captureBytes: 1_000_000, captureMs, captureRedirects: 3, evidenceTextChars: 5000 }
  const system = { db, now: () => new Date(), newId: () => crypto.randomUUID() }
  for (const { captureId } of jobs) await captureEvidence(system, captureId, { limits, allowed: [site.host], store, signal: AbortSignal.timeout(30_000) })
  const { evidence } = await getClaim(contextOf(db, checker), claimId)
  return evidence.find(({ id }) => id === evidenceId)
}

test('[CL-7d] a link is captured with title, readable text, final address and hash, and the record says so', async () => {
  const copy = `<nav>Home News Sport</nav><article><h1>Grain</h1>${'<p>Both sides said that twenty million tonnes would be let through the straits, according to the ministry.</p>'.repeat(6)}</article><script>document.title = 'changed by a script'</script>`
  site.pages = { '/story': html(copy, 'Grain deal signed') }
  const evidenceId = await addLink('/story')
  expect((await getClaim(contextOf(db, checker), claimId)).evidence.find(({ id }) => id === evidenceId)?.captureState).toBe('queued')

  const evidence = await capture(evidenceId)
  const bytes = `<!doctype html><title>Grain deal signed</title><body>${copy}</body>`
  expect(evidence).toMatchObject({
    captureState: 'captured',
    captures: [
      {
        state: 'captured',
        pasted: false,
        finalUrl: `${site.url}/story`,
        title: 'Grain deal signed',
        sha256: sha256Hex(bytes),
        size: bytes.length,
        failure: null,
      },
    ],
  })
  const [text] = (await textsFor(checker, claimId)).filter((found) => found.evidenceId === evidenceId)
  expect(text).toMatchObject({ kind: 'link', title: 'Grain deal signed' })
  expect(text?.text).toContain('said that twenty million tonnes would be let through the straits, according to the ministry.\n\nBoth sides')
  expect(text?.text).not.toContain('document.title')
  const [event] = await db.auditEvent.findMany({ where: { chain: articleId }, orderBy: { seq: 'desc' }, take: 1 })
  expect(event).toMatchObject({ action: 'evidence.captured', actorId: null, subject: `claim:${claimId}` })
  expect(JSON.parse(event?.data ?? '')).toMatchObject({ evidenceId, type: 'link', sha256: sha256Hex(bytes) })
})

test('[CL-7d] a job that is done twice fetches and records once', async () => {
  site.pages = { '/': html('<p>Once.</p>') }
  const evidenceId = await addLink('/')
  await capture(evidenceId)
  const { captures } = await db.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: { captures: { select: { id: true } } } })
  const system = { db, now: () => new Date(), newId: () => crypto.randomUUID() }
  const limits = { captureBytes: 1000, captureMs: 1000, captureRedirects: 3, evidenceTextChars: 5000 }
  await captureEvidence(system, captures[0]!.id, { limits, allowed: [site.host], store, signal: AbortSignal.timeout(5000) })
  expect(site.asked).toEqual(['/'])
  expect(await db.auditEvent.count({ where: { action: 'evidence.captured', data: { contains: evidenceId } } })).toBe(1)
})

test('[CL-7d] the text of a PDF is read page by page', async () => {
  site.pages = {
    '/report.pdf': (_, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf(['Page one holds the figure.', 'Page two holds the date.'])),
  }
  const evidenceId = await addLink('/report.pdf')
  expect(await capture(evidenceId)).toMatchObject({ captureState: 'captured', captures: [{ mediaType: 'application/pdf' }] })
  const text = (await textsFor(checker, claimId)).find((found) => found.evidenceId === evidenceId)?.text
  expect(text?.split('\f').map((page) => page.trim())).toEqual(['Page one holds the figure.', 'Page two holds the date.'])
})

test('[CL-7d] a failed capture says why', async () => {
  site.pages = {
    '/empty': html('<script>document.body.append("x")</script>'),
    '/broken.pdf': (_, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7 nothing'),
  }
  expect(await capture(await addLink('/missing'))).toMatchObject({ captureState: 'failed', captures: [{ failure: 'status', detail: '404', sha256: null }] })
  expect(await capture(await addLink('/empty'))).toMatchObject({ captureState: 'failed', captures: [{ failure: 'no-text' }] })
  expect(await capture(await addLink('/broken.pdf'))).toMatchObject({ captureState: 'failed', captures: [{ failure: 'unreadable' }] })
})

test('[CL-7e] scripts do not run, nothing is loaded, long text is bounded', async () => {
  const hostile = `<p onclick="x()">${'word '.repeat(3000)}</p><img src="/pixel"><link rel="stylesheet" href="/style"><script src="/script"></script><iframe src="/frame"></iframe>`
  site.pages = { '/': html(hostile) }
  const evidenceId = await addLink('/')
  expect(await capture(evidenceId)).toMatchObject({ captureState: 'captured' })
  expect(site.asked).toEqual(['/'])
  const text = (await textsFor(checker, claimId)).find((found) => found.evidenceId === evidenceId)?.text ?? ''
  expect(text).toHaveLength(5000)
})

test('[CL-7e] a page made to take for ever is given up, and the next one is captured', async () => {
  site.pages = { '/': html(`${'<div>'.repeat(100_000)}deep`), '/next': html('<p>As always.</p>') }
  expect(await capture(await addLink('/'), 1000)).toMatchObject({
    captureState: 'failed',
    captures: [{ failure: expect.stringMatching(/^(too-slow|unreadable)$/) }],
  })
  expect(await capture(await addLink('/next'))).toMatchObject({ captureState: 'captured' })
})

test('[CL-7g] the texts of notes and calls are given to those who may read them, and to nobody else', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const colleague = await makeActor(db, { deskId, roles: ['editor'] })
  const stranger = await makeActor(db, { deskId: await makeDesk(db), roles: ['editor'] })
  const add = async (type: 'note' | 'call', text: string, confidential = false) =>
    (await addEvidence(contextOf(db, checker), { claimId, type, text, relation: 'context', confidential })).evidenceId
  const [note, call, secret] = [await add('note', 'In the archive.'), await add('call', 'She said so.'), await add('call', 'Do not name me.', true)]
  const seenBy = async (actor: Actor) => (await textsFor(actor, claimId)).filter(({ evidenceId }) => [note, call, secret].includes(evidenceId))
  expect(await seenBy(checker)).toMatchObject([{ kind: 'note', text: 'In the archive.' }, { kind: 'call', text: 'She said so.' }, { text: 'Do not name me.' }])
  expect((await seenBy(colleague)).map(({ text }) => text)).toEqual(['In the archive.', 'She said so.'])
  await expect(textsFor(stranger, claimId)).rejects.toThrow('Check the address')
})

test('[CL-7c] the record of a confidential capture is a chain of its own, and names no claim', async () => {
  site.pages = { '/leak': html('<p>Secret minutes.</p>') }
  const before = await db.auditEvent.count({ where: { chain: articleId } })
  const evidenceId = await addLink('/leak', { confidential: true })
  await capture(evidenceId)
  const [, event, ...others] = await db.auditEvent.findMany({ where: { chain: `evidence:${evidenceId}` }, orderBy: { seq: 'asc' } })
  expect(others).toEqual([])
  expect(event).toMatchObject({
    action: 'evidence.captured',
    subject: `evidence:${evidenceId}`,
    data: expect.stringMatching(/^\{"confidential":true,"evidenceHash":"[0-9a-f]{64}"\}$/),
  })
  expect(await db.auditEvent.count({ where: { chain: articleId } })).toBe(before)
})

test('[CL-7c] acts about confidential evidence leave no row and no gap in the article’s chain; its readers export its own, which verifies', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const [reader, editor] = [await makeActor(db, { deskId, roles: ['reporter'] }), await makeActor(db, { deskId, roles: ['editor'] })]
  const stranger = await makeActor(db, { deskId: await makeDesk(db), roles: ['editor'] })
  const before = (await listRecord(contextOf(db, editor), articleId)).items
  const link = { claimId, type: 'link', url: 'https://example.org/secret', relation: 'supports', confidential: true } as const
  const { evidenceId } = await addEvidence(contextOf(db, checker), { ...link, readers: [reader.userId] })
  await failCapture(db, evidenceId)
  await captureAgain(contextOf(db, checker), { evidenceId, text: 'Minutes.' })
  for (const actor of [checker, reader, editor]) expect((await exportRecord(contextOf(db, actor), articleId)).rows).toEqual(before)
  const own = (await listEvidenceRecord(contextOf(db, reader), evidenceId)).items
  expect(own.map(({ action }) => action)).toEqual(['evidence.added', 'evidence.text_pasted'])
  expect((await listEvidenceRecord(contextOf(db, checker), evidenceId, { limit: 1 })).items).toEqual(own.slice(0, 1))
  expect(verifyAuditText(own.map((row) => JSON.stringify(row)).join('\n'))).toEqual({
    ok: true,
    rows: 2,
    withheld: 0,
    chain: `evidence:${evidenceId}`,
    head: own[1]?.hash,
  })
  for (const actor of [editor, stranger]) await expect(listEvidenceRecord(contextOf(db, actor), evidenceId)).rejects.toMatchObject({ code: 'not-found' })
  const chainsFor = async (actor: Actor) => (await listEvidenceRecords(contextOf(db, actor), articleId)).filter((chain) => chain.evidenceId === evidenceId)
  expect(await chainsFor(reader)).toEqual([
    { evidenceId, claim: { number: 1, removed: false }, type: 'link', title: 'https://example.org/secret', confidential: true, rows: own },
  ])
  expect(await chainsFor(editor)).toEqual([])
})

test('[RE-9f] rows of before evidence had chains of its own stay withheld from who may not read it, and the export verifies', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const [reader, editor] = [await makeActor(db, { deskId, roles: ['reporter'] }), await makeActor(db, { deskId, roles: ['editor'] })]
  const note = { claimId, type: 'note', text: 'Minutes.', relation: 'supports', confidential: true } as const
  const { evidenceId } = await addEvidence(contextOf(db, checker), { ...note, readers: [reader.userId] })
  const row = { chain: articleId, actor: checker, at: new Date(), subject: `article:${articleId}`, data: { confidential: true, evidenceHash: 'a hash' } }
  await db.$transaction((tx) => recordEvent(tx, { ...row, action: 'evidence.text_pasted' }))
  const { seq } = await db.auditEvent.findFirstOrThrow({ where: { chain: articleId }, orderBy: { seq: 'desc' } })
  await db.confidentialEvent.create({ data: { chain: articleId, seq, evidenceId } })
  const last = async (actor: Actor) => (await listRecord(contextOf(db, actor), articleId)).items.at(-1)
  const own = await last(checker)
  expect(own?.action).toBe('evidence.text_pasted')
  expect(await last(reader)).toEqual(own)
  const { rows } = await exportRecord(contextOf(db, editor), articleId)
  const hidden = { at: null, actorId: null, actorName: '', action: 'withheld', subject: '', data: '{}', withheld: true }
  expect(rows.at(-1)).toEqual({ chain: articleId, seq, prevHash: own?.prevHash, hash: own?.hash, ...hidden })
  expect(verifyAuditText(rows.map((event) => JSON.stringify(event)).join('\n'))).toMatchObject({ ok: true, rows: seq, head: own?.hash })
  // A row from before it was kept which evidence it is about is shown to who did the act alone.
  await db.confidentialEvent.deleteMany({ where: { evidenceId } })
  expect((await last(reader))?.withheld).toBe(true)
  expect(await last(checker)).toEqual(own)
})

test('[CL-7i] captured again, a link shows what changed at the source', async () => {
  site.pages = { '/live': html('<p>The deal is close.</p><p>Twenty ships wait.</p>') }
  const evidenceId = await addLink('/live')
  await capture(evidenceId)
  site.pages = { '/live': html('<p>The deal is close.</p><p>Thirty ships wait.</p>') }
  await captureAgain(contextOf(db, checker), { evidenceId })
  await expect(captureAgain(contextOf(db, checker), { evidenceId })).rejects.toThrow('being captured already')
  const [newer, older] = (await capture(evidenceId))?.captures ?? []
  const diff = await diffCaptures(contextOf(db, checker), { evidenceId, from: older!.id, to: newer!.id })
  expect(diff.blocks).toEqual([
    {
      change: 'changed',
      parts: [
        { op: 'removed', text: 'Twenty' },
        { op: 'added', text: 'Thirty' },
        { op: 'same', text: ' ships wait.' },
      ],
    },
  ])
  expect((await getSourceText(contextOf(db, checker), { evidenceId, captureId: older!.id })).text).toContain('Twenty')
  expect((await getSourceText(contextOf(db, checker), { evidenceId })).text).toContain('Thirty')
})

test('[CL-7i] where a capture failed its text is pasted, kept under the name of who did', async () => {
  const evidenceId = await addLink('/gone')
  await capture(evidenceId)
  await captureAgain(contextOf(db, checker), { evidenceId, text: 'It said: twenty ships.' })
  expect(await capture(evidenceId)).toMatchObject({
    captureState: 'captured',
    captures: [{ pasted: true, requestedBy: { name: checker.name }, sha256: sha256Hex('It said: twenty ships.') }, { state: 'failed' }],
  })
  const texts = await textsFor(checker, claimId)
  expect(texts.find((found) => found.evidenceId === evidenceId)?.text).toBe('It said: twenty ships.')
  const [event] = await db.auditEvent.findMany({ where: { chain: articleId }, orderBy: { seq: 'desc' }, take: 1 })
  expect(event).toMatchObject({ action: 'evidence.text_pasted', actorName: checker.name })
})

test('[CL-7m] pasted is only where the last capture failed, by who added it or a checker, and who added it is told', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const [adder, editor] = [await makeActor(db, { deskId, roles: ['reporter'] }), await makeActor(db, { deskId, roles: ['editor'] })]
  const { evidenceId } = await addEvidence(contextOf(db, adder), { claimId, type: 'link', url: 'https://example.org/x', relation: 'supports' })
  const paste = async (actor: Actor, text = 'What I say it says.') => await captureAgain(contextOf(db, actor), { evidenceId, text })
  await expect(paste(checker)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('being read') })
  await failCapture(db, evidenceId)
  await expect(paste(editor)).rejects.toMatchObject({ code: 'forbidden' })
  const abilities = async (actor: Actor) => (await getClaim(contextOf(db, actor), claimId)).evidence.find(({ id }) => id === evidenceId)?.abilities.pasteText
  expect(await Promise.all([adder, checker, editor].map(abilities))).toEqual([true, true, false])
  await paste(checker)
  expect(await abilities(checker)).toBe(false)
  for (const actor of [checker, adder])
    await expect(paste(actor, 'Another')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('known already') })
  expect(
    await db.notification.findMany({
      where: { action: 'evidence.text_pasted', userId: { in: [checker.userId, adder.userId, editor.userId] } },
      select: { userId: true, claimId: true, actorName: true },
    }),
  ).toEqual([{ userId: adder.userId, claimId, actorName: checker.name }])
})

test('[CL-7m] a checker who wrote part of the wording does not paste the text of somebody else’s source', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const author = await makeActor(db, { deskId, roles: ['reporter', 'checker'] })
  const own = await makeArticle(db, { author, deskId })
  const tagged = await tagClaim(contextOf(db, checker), { articleId: own, quote: 'A deal was reached', kind: 'event' })
  const link = { claimId: tagged.claimId, type: 'link', url: 'https://example.org/x', relation: 'supports' } as const
  const { evidenceId } = await addEvidence(contextOf(db, checker), link)
  await failCapture(db, evidenceId)
  await expect(captureAgain(contextOf(db, author), { evidenceId, text: 'It fits.' })).rejects.toMatchObject({ code: 'four-eyes' })
  const { evidenceId: theirs } = await addEvidence(contextOf(db, author), link)
  await failCapture(db, theirs)
  await captureAgain(contextOf(db, author), { evidenceId: theirs, text: 'It fits.' })
})

test('[CL-7b] the text of confidential evidence does not exist for others, nor can they capture it', async () => {
  const { deskId } = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  const colleague = contextOf(db, await makeActor(db, { deskId, roles: ['editor'] }))
  const evidenceId = await addLink('/secret', { confidential: true })
  await failCapture(db, evidenceId)
  await captureAgain(contextOf(db, checker), { evidenceId, text: 'Minutes of the meeting.' })
  await expect(getSourceText(colleague, { evidenceId })).rejects.toMatchObject({ code: 'not-found' })
  await expect(captureAgain(colleague, { evidenceId })).rejects.toMatchObject({ code: 'not-found' })
})

async function addFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { evidenceId } = await addEvidence(contextOf(db, checker), { claimId, type: 'file', relation: 'supports' }, { name, bytes, store })
  return evidenceId
}

test('[CL-7j] a file is kept by its hash, known by its bytes, and its text read by a job', async () => {
  const bytes = new Uint8Array(Buffer.from(pdf(['The minutes of Friday.'])))
  const evidenceId = await addFile('minutes.exe', bytes)
  const evidence = await capture(evidenceId)
  expect(evidence).toMatchObject({
    type: 'file',
    fileName: 'minutes.exe',
    captureState: 'captured',
    captures: [{ mediaType: 'application/pdf', stored: true, size: bytes.byteLength, sha256: sha256Hex(Buffer.from(bytes).toString()) }],
  })
  expect((await textsFor(checker, claimId)).find((found) => found.evidenceId === evidenceId)).toMatchObject({
    kind: 'file',
    text: 'The minutes of Friday.',
  })
  expect(await store.get(evidence?.captures[0]?.sha256 ?? '')).toEqual(bytes)
})

test('[CL-7j] a Word document is read', async () => {
  const docx = await wordDocument('Walking on imported air')
  const evidenceId = await addFile('statement.docx', docx)
  expect(await capture(evidenceId)).toMatchObject({ captureState: 'captured' })
  expect((await textsFor(checker, claimId)).find((found) => found.evidenceId === evidenceId)?.text).toBe('Walking on imported air')
})

test('[CL-7j] a picture needs no reading; a scan without text says so and takes what is pasted', async () => {
  const png = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))
  const picture = await addFile('photo.txt', png)
  expect((await getClaim(contextOf(db, checker), claimId)).evidence.find(({ id }) => id === picture)).toMatchObject({
    captureState: 'captured',
    captures: [{ mediaType: 'image/png' }],
  })
  const scan = await addFile('scan.pdf', new Uint8Array(Buffer.from(pdf(['']))))
  expect(await capture(scan)).toMatchObject({ captureState: 'failed', captures: [{ failure: 'no-text', stored: true }] })
  await captureAgain(contextOf(db, checker), { evidenceId: scan, text: 'Signed on Friday.' })
  expect((await textsFor(checker, claimId)).find((found) => found.evidenceId === scan)?.text).toBe('Signed on Friday.')
})

test('[CL-7l] the bytes behind a captured link are kept', async () => {
  site.pages = { '/kept': html('<p>To be kept.</p>') }
  const evidence = await capture(await addLink('/kept'))
  expect(evidence?.captures[0]?.stored).toBe(true)
  expect(Buffer.from((await store.get(evidence?.captures[0]?.sha256 ?? '')) ?? []).toString()).toContain('To be kept.')
})

/** A PDF with these words, a page each. */
function pdf(pages: string[]): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((words, n) => {
      const drawn = `BT /F1 12 Tf 72 700 Td (${words}) Tj ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`,
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const offset = file.length
    file += `${n + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}

async function wordDocument(words: string): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  zip.file(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  )
  zip.file(
    'word/document.xml',
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`,
  )
  return new Uint8Array(await zip.generateAsync({ type: 'uint8array' }))
}
