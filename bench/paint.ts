/**
 * From a key to the paint that shows its letter, in a headless Chromium: in the whole workbench with its margin, and
 * on a bare page with the same text and marks. A key's time begins when the browser made the event.
 */
import { randomUUID } from 'node:crypto'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { freePort } from '#lib/db/embedded.ts'
import { createPool } from '#lib/db/pool.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { placeClaimMark } from '#lib/editor/claim-marks.ts'
import { findQuote, readContext } from '#lib/editor/find-quote.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { build } from '#scripts/build.ts'
import { findChromium } from '#scripts/chromium.ts'
import { medians, quantile, round, type Bench, type Measurement } from './measure.ts'
import { article, openNewsroom, stetEnv } from './newsroom.ts'
import { serveBare } from './paint/serve-bare.ts'
import { startPeer } from './peers/start.ts'

export const question = 'How long does a key take to show in the workbench?'

const KEY_MS = 60
/** A sentence that is marked as a claim, in every paragraph so many. */
const MARKED = 'two officials who were present said on Friday'

interface Claim {
  id: string
  wording: string
  prefix: string
  suffix: string
}

export async function run({ databaseUrl, quick, note }: Bench): Promise<Measurement[]> {
  if (await build(() => note('building the pages'))) note('built')
  const [claimCount, paragraphs, keys, rounds] = quick ? [5, 10, 8, 1] : [300, 400, 60, 5]
  const { state, claims } = markedArticle(paragraphs, claimCount)
  const pool = createPool(databaseUrl)
  const newsroom = await openNewsroom(pgSql(pool), { people: 1, state })
  const articleId = await newsroom.writeArticle()
  await keepClaims(pgSql(pool), { articleId, claims, userId: newsroom.authorId })
  const port = String(await freePort())
  const server = await startPeer('stet', { ...stetEnv(databaseUrl, 'all'), STET_PUBLIC_URL: `http://127.0.0.1:${port}`, PORT: port })
  const bare = await serveBare(state)
  const browser = await chromium.launch({ executablePath: findChromium() ?? chromium.executablePath(), args: ['--no-sandbox'] })
  try {
    const origin = new URL(server.url.replace(/^ws/, 'http')).origin
    const pages = {
      bare: await openPage(browser, { url: bare.url }),
      stet: await openPage(browser, { url: `${origin}/articles/${articleId}`, cookie: newsroom.people[0]?.cookie ?? '', origin }),
    }
    const runs: Record<'bare' | 'stet', Record<string, number>[]> = { bare: [], stet: [] }
    for (let turn = 0; turn <= rounds; turn++) {
      for (const who of ['bare', 'stet'] as const) {
        note(`${who}: ${turn === 0 ? 'warming up' : `${turn} of ${rounds}`}`)
        const times = await typeKeys(pages[who], { keys, paragraph: Math.floor(paragraphs / 2) + turn })
        if (turn > 0) runs[who].push({ 'p50 ms': quantile(times, 0.5), 'p95 ms': quantile(times, 0.95) })
      }
    }
    const [plain, stet] = [medians(runs.bare), medians(runs.stet)]
    const ratio = (figure: string): number => round((stet[figure] ?? 0) / (plain[figure] ?? 1))
    const what = `${claimCount} claims in ${paragraphs} paragraphs`
    return [
      { what, who: 'plain Tiptap + Yjs', figures: plain },
      { what, who: 'stet', figures: { ...stet, 'p50 ratio': ratio('p50 ms'), 'p95 ratio': ratio('p95 ms') } },
    ]
  } finally {
    await browser.close()
    bare.stop()
    await server.stop()
    await pool.end()
  }
}

/** Every paragraph's number makes its marked words findable. */
function markedArticle(paragraphs: number, claimCount: number): { state: Uint8Array; claims: Claim[] } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, initialState(article(paragraphs)))
  doc.clientID = SERVER_CLIENT_ID
  const claims = Array.from({ length: claimCount }, (_, i) => {
    const found = findQuote(doc, { quote: MARKED, occurrence: i + 1 })
    if (found.kind !== 'found') throw new Error('the words to mark are not in the copy')
    const id = randomUUID()
    placeClaimMark(doc, found.range, id)
    return { id, ...readContext(doc, found.range) }
  })
  return { state: Y.encodeStateAsUpdate(doc), claims }
}

async function keepClaims(sql: Sql, { articleId, claims, userId }: { articleId: string; claims: Claim[]; userId: string }): Promise<void> {
  for (const [index, { id, wording, prefix, suffix }] of claims.entries()) {
    await sql.query(
      `INSERT INTO claim (id, article_id, number, kind, tagged_wording, prefix, suffix, created_by_id, wording, wording_hash)
       VALUES ($1, $2, $3, 'attribution', $4, $5, $6, $7, $4, $8)`,
      [id, articleId, index + 1, wording, prefix, suffix, userId, wordingHash(wording)],
    )
  }
}

async function openPage(browser: Browser, { url, cookie, origin }: { url: string; cookie?: string; origin?: string }): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  if (cookie !== undefined && origin !== undefined) {
    const [name = '', value = ''] = cookie.split('=', 2)
    await context.addCookies([{ name, value, url: origin }])
  }
  const page = await context.newPage()
  await page.goto(url)
  await page
    .getByRole('textbox', { name: 'Article text' })
    .getByText('400. The agreement')
    .or(page.getByText('10. The agreement'))
    .first()
    .waitFor({ timeout: 60_000 })
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { keyTimes: times })
    addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          // After the frame's paint, the next task runs.
          port1.onmessage = () => times.push(performance.now() - event.timeStamp)
          port2.postMessage(null)
        })
      },
      true,
    )
  })
  return page
}

async function typeKeys(page: Page, { keys, paragraph }: { keys: number; paragraph: number }): Promise<number[]> {
  await page.bringToFront()
  await page.getByRole('textbox', { name: 'Article text' }).evaluate((root, index) => {
    const paragraphs = root.querySelectorAll('p')
    const place = paragraphs[index % paragraphs.length]
    if (!(root instanceof HTMLElement) || place === undefined) throw new Error('there is no paragraph to type in')
    place.scrollIntoView({ block: 'center' })
    root.focus()
    getSelection()?.collapse(place, place.childNodes.length)
  }, paragraph)
  await page.waitForTimeout(300)
  await page.evaluate(() => ((globalThis as unknown as { keyTimes: number[] }).keyTimes.length = 0))
  for (let i = 0; i < keys; i++) {
    // After a full stop a sentence begins with a space: without it the letters would be part of the claim's last word (DO-8f).
    await page.keyboard.press(i % 6 === 0 ? 'Space' : 'e')
    await page.waitForTimeout(KEY_MS)
  }
  const times = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
  if (times.length < keys) throw new Error(`${keys} keys were pressed and ${times.length} seen`)
  return times.toSorted((a, b) => a - b)
}
