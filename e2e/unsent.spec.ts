/** Words that were typed and not sent, in a real browser: they outlive the page, and the browser itself. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, expect, test, type Page, type WebSocketRoute } from '@playwright/test'
import { findChromium } from '../scripts/chromium.ts'
import { expectCopy, saved, select, signIn } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'

// A trace of a browser that was killed cannot be kept.
test.use({ trace: 'off' })

const profile = mkdtempSync(path.join(tmpdir(), 'stet-profile-'))
const started: ChildProcess[] = []

test.afterAll(async () => {
  await Promise.all(started.map(kill))
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** A browser of our own, so that it can be killed; its profile stays. */
async function openBrowser(): Promise<{ page: Page; child: ChildProcess }> {
  const args = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const child = spawn(findChromium() ?? chromium.executablePath(), args, { stdio: ['ignore', 'ignore', 'pipe'] })
  started.push(child)
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the browser did not start: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the browser has no window')
  const page = await context.newPage()
  // Leaving with unsaved words asks first.
  page.on('dialog', (dialog) => void dialog.accept())
  return { page, child }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
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

  async function enterArticle(page: Page): Promise<void> {
    await page.goto(`${baseURL}/sign-in`)
    await signIn(page, 'reporter')
    await page.goto(article)
    await expectCopy(page, 'always good friends')
    await saved(page)
  }

  const first = await openBrowser()
  const line = await wire(first.page)
  await enterArticle(first.page)

  await test.step('a reload', async () => {
    await line.cut()
    await typeUnsent(first.page, 'before the reload ')
    expect(await stored()).not.toContain('before the reload')
    line.heal()
    await first.page.reload()
    await expectCopy(first.page, 'before the reload ')
    await saved(first.page)
    expect(await stored()).toContain('before the reload ')
  })

  await test.step('a killed browser', async () => {
    await line.cut()
    await typeUnsent(first.page, 'before the crash ')
    await kill(first.child)
    expect(await stored()).not.toContain('before the crash')
    const second = await openBrowser()
    await enterArticle(second.page)
    await expectCopy(second.page, 'before the crash ')
    await expect.poll(stored).toContain('before the crash ')

    expect(await copiesOf(second.page)).toBeGreaterThan(0)
    await second.page.getByRole('button', { name: 'Menu and account of Demo Reporter' }).click()
    await second.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(second.page).toHaveURL(/sign-in/)
    expect(await copiesOf(second.page)).toBe(0)
  })
})
