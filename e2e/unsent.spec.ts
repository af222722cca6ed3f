/** Words that were typed and not sent, in a real browser: they outlive the page, and the browser itself. */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, type Page, type WebSocketRoute } from '@playwright/test'
import { findChromium } from '../scripts/chromium.ts'
import { expectCopy, saved, select, signIn } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

// A trace of a browser that was killed cannot be kept.
test.use({ trace: 'off' })

const profile = mkdtempSync(path.join(tmpdir(), 'stet-profile-'))

test.afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))

/** A browser of our own, so that it can be killed; its profile stays. */
async function openBrowser(): Promise<Page> {
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium() ?? chromium.executablePath(), args: ['--no-sandbox'] })
  const page = context.pages()[0] ?? (await context.newPage())
  // Leaving with unsaved words asks first.
  page.on('dialog', (dialog) => void dialog.accept())
  return page
}

/** The browser holds its profile by a link that names its process. */
async function killBrowser(page: Page): Promise<void> {
  const pid = Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1))
  const gone = page.context().waitForEvent('close')
  process.kill(pid, 'SIGKILL')
  await gone
}

/** Between the page and its socket: what can be taken away without the page knowing more than that it is gone. */
async function wire(page: Page): Promise<{ cut: () => Promise<void>; heal: () => void }> {
  let isCut = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (isCut) return
    open.add(socket)
    socket.connectToServer()
  })
  return {
    async cut() {
      isCut = true
      for (const socket of open) await socket.close({ code: 4000 })
      open.clear()
    },
    heal() {
      isCut = false
    },
  }
}

async function typeUnsent(page: Page, words: string): Promise<void> {
  await select(page, 'always good friends', 'start')
  await page.keyboard.type(words)
  await expectCopy(page, words)
  await expect(page.getByRole('status').filter({ hasText: 'Not saved: keep this tab open' })).toBeVisible()
}

async function copiesOf(page: Page): Promise<number> {
  return await page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.startsWith('stet:')).length)
}

test('[CO-6] unsent words survive a reload and a killed browser, and are wiped at sign-out', async ({ baseURL }) => {
  test.setTimeout(240_000)
  if (baseURL === undefined) throw new Error('no address to go to')
  const api = await signInByHttp(baseURL, 'reporter')
  const { items } = (await (await api.get('/api/v1/articles')).json()) as { items: { id: string; slug: string }[] }
  const articleId = items.find(({ slug }) => slug === 'putin-in-tehran')?.id ?? ''
  const article = `${baseURL}/articles/${articleId}`
  const stored = async (): Promise<string> => await (await api.get(`/api/v1/articles/${articleId}/content?format=text`)).text()

  // A killed browser has written its cookies to disk or it has not, as its own clock would have it: either is right.
  async function enterArticle(page: Page): Promise<void> {
    await page.goto(`${baseURL}/sign-in`)
    if (new URL(page.url()).pathname === '/sign-in') await signIn(page, 'reporter')
    await page.goto(article)
    await expectCopy(page, 'always good friends')
    await saved(page)
  }

  const first = await openBrowser()
  const line = await wire(first)
  await enterArticle(first)

  await test.step('a reload', async () => {
    await line.cut()
    await typeUnsent(first, 'before the reload ')
    expect(await stored()).not.toContain('before the reload')
    line.heal()
    await first.reload()
    await expectCopy(first, 'before the reload ')
    await saved(first)
    expect(await stored()).toContain('before the reload ')
  })

  await test.step('a killed browser', async () => {
    await line.cut()
    await typeUnsent(first, 'before the crash ')
    await killBrowser(first)
    expect(await stored()).not.toContain('before the crash')
    const second = await openBrowser()
    await enterArticle(second)
    await expectCopy(second, 'before the crash ')
    await expect.poll(stored).toContain('before the crash ')

    expect(await copiesOf(second)).toBeGreaterThan(0)
    await second.getByRole('button', { name: 'Menu and account of Demo Reporter' }).click()
    await second.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(second).toHaveURL(/sign-in/)
    expect(await copiesOf(second)).toBe(0)
    await second.context().close()
  })
})
