/** What a narrow window, a phone and many claims do to the workbench: measured in a real browser. */
import { expect, type Browser, type Page } from '@playwright/test'
import { copyOf, enter, select, signIn } from './support/newsroom.ts'
import { signInByHttp, type DemoRole } from './support/sign-in.ts'
import { test } from './support/test.ts'

const CLAIMS = 120

async function anArticle(baseURL: string): Promise<string> {
  const reporter = await signInByHttp(baseURL, 'reporter')
  const sentences = Array.from({ length: CLAIMS }, (_, index) => `Minister ${index + 1} sold drones to the city.`)
  const title = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2).slice(0, 150)
  const created = await reporter.post('/api/v1/articles', { data: { title, format: 'text', content: sentences.join('\n\n') } })
  const { id } = (await created.json()) as { id: string }
  for (let number = 1; number <= CLAIMS; number += 1)
    expect((await reporter.post(`/api/v1/articles/${id}/claims`, { data: { quote: `Minister ${number} sold drones`, kind: 'name' } })).status()).toBe(201)
  return id
}

async function onPhone(browser: Browser, role: DemoRole): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, role)
  return page
}

/** How far the page can be pushed sideways. */
const overhang = async (page: Page) => await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).first().boundingBox()
  if (found === null) throw new Error(`${selector} is not shown.`)
  return found
}

test('the workbench with 120 claims and an endless headline', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  const articleId = await anArticle(baseURL ?? '')
  const editor = await enter(browser, 'editor')

  await test.step('[UI-21] no page is wider than its window', async () => {
    for (const path of [`/articles/${articleId}`, `/articles/${articleId}/review`, `/articles/${articleId}/record`, '/articles', '/verification', '/']) {
      await editor.setViewportSize({ width: 390, height: 900 })
      await editor.goto(path)
      await expect(editor.getByRole('heading').or(copyOf(editor)).first()).toBeVisible()
      // The window of one page drawn wider and narrower; the phone's width first, as the page was loaded in it.
      for (const width of [390, 640, 700, 800, 1024, 1100, 1440, 360, 390]) {
        await editor.setViewportSize({ width, height: 900 })
        await expect.poll(async () => await overhang(editor), { message: `${path} at ${width}` }).toBe(0)
      }
    }
  })

  await test.step('[UI-21] on the review page the sign-offs stand below the blockers within reach', async () => {
    await editor.setViewportSize({ width: 1440, height: 900 })
    await editor.goto(`/articles/${articleId}/review`)
    await expect(editor.getByRole('link', { name: /^Claim 1 / })).toBeVisible()
    expect((await box(editor, '#sign-off-final')).y).toBeLessThan(900)
  })

  await test.step('[WB-10] a panel at the side covers no tool, where the bars wrap too', async () => {
    for (const width of [1440, 1024, 820, 660]) {
      await editor.setViewportSize({ width, height: 900 })
      await editor.goto(`/articles/${articleId}`)
      await editor.getByRole('button', { name: 'Suggestions' }).click()
      await expect(editor.getByRole('dialog', { name: 'Suggestions' })).toBeVisible()
      const tool = await box(editor, 'button[aria-expanded="true"]')
      await expect.poll(async () => (await box(editor, '[data-side-panel]')).y).toBeGreaterThanOrEqual(tool.y + tool.height)
    }
  })

  await test.step('[WB-10] the suggestions cover neither the copy nor the claims, which are opened meanwhile; from 1376 px on nothing moves', async () => {
    for (const width of [1440, 1280]) {
      await editor.setViewportSize({ width, height: 900 })
      await editor.goto(`/articles/${articleId}`)
      const first = editor.locator('button[id^="claim-card-"]').first()
      await expect(first).toBeVisible()
      const before = await box(editor, '.ProseMirror')
      await editor.getByRole('button', { name: 'Suggestions' }).click()
      const panel = editor.getByRole('dialog', { name: 'Suggestions' })
      await expect(panel).toBeVisible()
      const copy = await box(editor, '.ProseMirror')
      if (width === 1440) expect(copy).toEqual(before)
      const { x, width: wide } = (await panel.boundingBox())!
      expect(x + wide).toBeLessThanOrEqual(copy.x)
      await expect.poll(async () => (await first.boundingBox())!.x).toBeGreaterThanOrEqual(copy.x + copy.width)
      await first.click()
      await expect(editor.getByRole('heading', { name: 'Claim 1', exact: true })).toBeVisible()
      await expect(panel).toBeVisible()
      expect(await overhang(editor)).toBe(0)
    }
  })

  await test.step('[WB-10] an opened claim has its words in sight, and nothing shows above its head when it scrolls', async () => {
    await editor.setViewportSize({ width: 1024, height: 700 })
    await editor.goto(`/articles/${articleId}`)
    await editor.getByRole('button', { name: /^Claims: 120$/ }).click()
    await editor.locator('button[id^="claim-card-"]').nth(90).click()
    const head = editor.locator('[data-side-panel] header')
    await expect(head).toBeVisible()
    await expect(editor.locator('[data-side-panel]')).toBeFocused()
    const gap = async () => {
      const title = await box(editor, '[data-side-panel] h2')
      return (await head.boundingBox())!.y - title.y - title.height
    }
    const before = await gap()
    await editor.locator('[data-side-panel] article').evaluate((panel) => panel.parentElement?.scrollTo(0, 500))
    await expect.poll(gap).toBeLessThan(before - 8)
    expect(await overhang(editor)).toBe(0)
  })

  await test.step('[WB-10] on a phone the panel makes room while words are selected, and a claim’s edges are moved', async () => {
    const phone = await onPhone(browser, 'editor')
    const { items } = (await (await phone.request.get(`/api/v1/articles/${articleId}/claims`)).json()) as { items: { id: string; number: number }[] }
    await phone.goto(`/articles/${articleId}?claim=${items.find(({ number }) => number === 60)?.id}`)
    const panel = phone.getByRole('article', { name: 'Claim 60' })
    await expect(panel).toContainText('Evidence')
    const words = phone.locator('[data-claim][data-chosen]')
    await expect.poll(async () => (await words.boundingBox())?.y ?? 0).toBeLessThan(844 * 0.25)
    await panel.getByRole('button', { name: 'More for claim 60' }).tap()
    await phone.getByRole('menuitem', { name: 'Move its edges…' }).tap()
    await expect(panel.getByText('Select in the text what the claim is to cover.')).toBeVisible()
    expect((await box(phone, '[data-side-panel]')).height).toBeLessThan(844 * 0.5)
    await select(phone, 'Minister 60 sold drones to the city')
    await panel.getByRole('button', { name: 'Cover the selected words' }).tap()
    await expect(panel).toContainText('Minister 60 sold drones to the city')
    await expect(panel).toContainText('Evidence')
  })
})
