/** What surrounds every page: menus in their window, the key of palette and link, and leaving a page while nobody answers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type APIRequestContext, type Page } from '@playwright/test'
import { freePort, stopLeftover } from '#lib/db/embedded.ts'
import { startNewsroom } from '#tests/support/newsroom.ts'
import { copyOf, enter, expectCopy, saved, select, signIn } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

async function newArticle(api: APIRequestContext, title: string): Promise<string> {
  const content = 'Twenty ships left the port on Friday. Their captains waited for a month.'
  const made = await api.post('/api/v1/articles', { data: { title, format: 'text', content } })
  return ((await made.json()) as { id: string }).id
}

async function openIn(page: Page, articleId: string): Promise<void> {
  await page.goto(`/articles/${articleId}`)
  await expectCopy(page, 'ships left')
}

/** How far the open menu or popover reaches over the window's edges, and whether its last item can be brought into view. */
async function menuIn(page: Page) {
  const floating = page.locator('[data-radix-popper-content-wrapper] > *')
  await expect(floating).toBeVisible()
  return await floating.evaluate(async (menu) => {
    await Promise.all(menu.getAnimations().map((animation) => animation.finished))
    const { left, top, right, bottom } = menu.getBoundingClientRect()
    menu.scrollTo(0, menu.scrollHeight)
    const last = [...menu.querySelectorAll('[role^=menuitem], button, a')].findLast((item) => item.getClientRects().length > 0)
    return {
      over: Math.max(0, -left, -top, right - window.innerWidth, bottom - window.innerHeight),
      sideways: menu.scrollWidth - menu.clientWidth,
      lastIsIn: last === undefined || last.getBoundingClientRect().bottom <= bottom,
    }
  })
}

test('[UI-21a] menus and popovers stay within the window at every width, and what does not fit scrolls', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  const articleId = await newArticle(await signInByHttp(baseURL ?? '', 'reporter'), 'Ships in a narrow window')
  const page = await enter(browser, 'editor')
  await openIn(page, articleId)
  await select(page, 'ships left')
  for (const [width, height] of [
    [360, 640],
    [390, 844],
    [640, 480],
    [768, 1024],
    [900, 560],
    [1024, 560],
    [1440, 480],
  ] as const) {
    await page.setViewportSize({ width, height })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `the page at ${width}`).toBe(0)
    for (const name of [/^More formatting$/, /^Style:/, /to clear/, /^Notifications/, /^Menu and account/]) {
      const opener = page.getByRole('button', { name })
      // On a phone the styles are in the menu.
      if (width < 640 && name.test('Style:')) continue
      await opener.click()
      expect(await menuIn(page), `${name} at ${width} × ${height}`).toEqual({ over: 0, sideways: 0, lastIsIn: true })
      await page.keyboard.press('Escape')
      await expect(page.locator('[data-radix-popper-content-wrapper]')).toHaveCount(0)
    }
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await select(page, 'Twenty ships')
  await page.getByRole('button', { name: 'More formatting' }).click()
  await page.getByRole('menuitem', { name: /^Link/ }).click()
  await expect(page.getByRole('dialog', { name: 'Link' }).getByRole('textbox')).toBeFocused()
  expect(await menuIn(page)).toMatchObject({ over: 0, sideways: 0 })
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 900, height: 700 })
  await page.getByRole('button', { name: 'More formatting' }).click()
  await expect(page.getByRole('menuitem', { name: /^Underline/ })).toBeVisible()
  // It stands in the bar.
  await expect(page.getByRole('menuitem', { name: /^Bold/ })).toBeHidden()
})

test('[UI-21] the pages around the workbench are no wider than the window, with work on them', async ({ browser, baseURL }) => {
  const editor = await signInByHttp(baseURL ?? '', 'editor')
  const articleId = await newArticle(await signInByHttp(baseURL ?? '', 'reporter'), 'Ships to hand over')
  const claim = (await (await editor.post(`/api/v1/articles/${articleId}/claims`, { data: { quote: 'Twenty ships', kind: 'figure' } })).json()) as {
    id: string
  }
  const { items } = (await (await editor.get('/api/v1/people')).json()) as { items: { id: string; name: string }[] }
  const assigneeId = items.find(({ name }) => name === 'Demo Checker')?.id
  expect((await editor.post(`/api/v1/claims/${claim.id}/tasks`, { data: { assigneeId } })).status()).toBe(201)
  for (const [role, paths] of [
    ['editor', ['/', '/handover', '/search?q=ships', '/settings', `/articles/${articleId}/history`]],
    ['admin', ['/admin', '/admin/record']],
  ] as const) {
    const page = await enter(browser, role)
    for (const address of paths) {
      await page.goto(address)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      for (const width of [360, 768, 1024]) {
        await page.setViewportSize({ width, height: 800 })
        const overhang = async () => await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        await expect.poll(overhang, { message: `${address} at ${width}` }).toBe(0)
      }
    }
  }
})

test('[UI-7a] Ctrl-K is about a link where words of the copy are selected, and opens the palette everywhere else', async ({ browser, baseURL }) => {
  const articleId = await newArticle(await signInByHttp(baseURL ?? '', 'reporter'), 'Ships and links')
  const page = await enter(browser, 'editor')
  await openIn(page, articleId)
  const palette = page.getByRole('dialog', { name: 'Find a page, an article or an action' })
  const link = page.getByRole('dialog', { name: 'Link' })

  await select(page, 'Twenty ships')
  await page.keyboard.press('Control+k')
  await expect(link).toBeVisible()
  await expect(palette).toHaveCount(0)
  await expect(copyOf(page).locator('.selection-ghost')).toHaveText('Twenty ships')
  await link.getByRole('textbox').fill('ships.example')
  await page.keyboard.press('Enter')
  await expect(copyOf(page).locator('a[href="https://ships.example"]')).toHaveText('Twenty ships')

  await select(page, 'ships', 'start')
  await page.keyboard.press('Control+k')
  await expect(link.getByRole('textbox')).toHaveValue('https://ships.example')
  await page.keyboard.press('Escape')

  await select(page, 'waited', 'start')
  await page.keyboard.press('Control+k')
  await expect(palette).toBeVisible()
  await expect(link).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(copyOf(page)).toBeFocused()

  await page.keyboard.press('Control+/')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByText('Link on the selected words')).toBeVisible()
  await expect(help.getByText('(with no words selected)')).toBeVisible()
})

test('[UI-19a] a link that is pressed while the server is gone leaves the person with their words, and is followed when it is back', async ({ browser }) => {
  test.setTimeout(240_000)
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-gone-'))
  const env = { STET_DATA_DIR: dir, PORT: String(await freePort()) }
  let newsroom = await startNewsroom(env)
  const context = await browser.newContext({ baseURL: newsroom.url })
  try {
    const page = await context.newPage()
    await page.goto('/sign-in')
    await signIn(page, 'editor')
    const articleId = await newArticle(await signInByHttp(newsroom.url, 'reporter'), 'Ships without a server')
    await openIn(page, articleId)
    await saved(page)
    const note = page.locator('[data-stay-note]')

    newsroom.signal('SIGTERM')
    await newsroom.ended
    await select(page, 'ships left', 'start')
    await page.keyboard.type('unsent ')
    await page.getByRole('link', { name: 'Record' }).click()
    await expect(note).toContainText('Stet can’t be reached. You stay on this page, and what you typed is kept here.')
    await expect(note).toContainText('“Record” opens by itself as soon as Stet answers.')
    await expectCopy(page, 'unsent ships left')

    newsroom = await startNewsroom(env)
    await expect(page).toHaveURL(/\/record$/, { timeout: 60_000 })
    await expect(note).toHaveCount(0)
    const copy = await (await context.request.get(`/api/v1/articles/${articleId}/content?format=text`)).text()
    expect(copy, 'saved before the page was left').toContain('unsent ships left')

    // Who works on meanwhile is asked.
    await openIn(page, articleId)
    await saved(page)
    newsroom.signal('SIGTERM')
    await newsroom.ended
    await page.getByRole('link', { name: 'History' }).click()
    await expect(note).toBeVisible()
    await select(page, 'captains', 'start')
    await page.keyboard.type('patient ')
    newsroom = await startNewsroom(env)
    await expect(page.getByText('Stet answers again, and what you typed is saved.')).toBeVisible({ timeout: 60_000 })
    await expect(page).toHaveURL(new RegExp(`/articles/${articleId}$`))
    await page.getByRole('button', { name: 'Open it' }).click()
    await expect(page).toHaveURL(/\/history$/)
  } finally {
    await context.close()
    newsroom.signal('SIGTERM')
    await newsroom.ended
    await stopLeftover(dir)
    rmSync(dir, { recursive: true, force: true })
  }
})

test('[UI-19a, UI-19b] without a connection one may stay; a page that fails to come is waited for', async ({ browser }) => {
  const page = await enter(browser, 'editor')
  await page.goto('/articles')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^Menu and account/ }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByText('“Settings” opens by itself')).toBeVisible()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Stay here' }).click()
  await page.context().setOffline(false)
  await expect(page.getByRole('heading', { level: 1, name: 'Articles' })).toBeVisible()

  await page.route('**/*', async (route) => await ('rsc' in route.request().headers() ? route.abort('connectionrefused') : route.continue()))
  await page.getByRole('link', { name: 'Verification' }).click()
  await expect(page.getByText('Stet does not answer at the moment')).toBeVisible()
  await page.unroute('**/*')
  await expect(page.getByRole('heading', { level: 1, name: 'Verification' })).toBeVisible()
})
