/** The workbench on a phone and a tablet, with a finger: what only a real layout and a real history tell. */
import { expect, type Browser, type Page } from '@playwright/test'
import { copyOf, signIn } from './support/newsroom.ts'
import { signInByHttp, type DemoRole } from './support/sign-in.ts'
import { test } from './support/test.ts'

const LONG =
  'The committee, which had met for eleven hours behind closed doors in the old customs house, and which several members left before the vote was called, ' +
  'decided by nine votes to seven that the contract for the new tram, signed in 2019 for 412 million euros and amended three times since, would be ended at the ' +
  'close of the year, a decision that the mayor called the worst in the history of the city and that the builders said they would fight before every court'
const SHIPS = 40

interface Made {
  articleId: string
  claims: { id: string; number: number }[]
}

async function anArticle(baseURL: string): Promise<Made> {
  const editor = await signInByHttp(baseURL, 'editor')
  const sentences = Array.from(
    { length: SHIPS },
    (_, index) => `In the week numbered ${index + 1}, as many as ${index + 20} ships left the port of the old town.`,
  )
  const created = await editor.post('/api/v1/articles', {
    data: { title: 'A tram and ships', format: 'text', content: [`${LONG}.`, ...sentences].join('\n\n') },
  })
  const { id: articleId } = (await created.json()) as { id: string }
  const claims: Made['claims'] = []
  for (const quote of [LONG, ...sentences.map((_, index) => `as many as ${index + 20} ships left`)]) {
    const made = await editor.post(`/api/v1/articles/${articleId}/claims`, { data: { quote, kind: 'figure' } })
    expect(made.status()).toBe(201)
    claims.push((await made.json()) as Made['claims'][number])
  }
  return { articleId, claims }
}

async function byTouch(browser: Browser, role: DemoRole, size: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, role)
  return page
}

test('the workbench under a finger', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  const { articleId, claims } = await anArticle(baseURL ?? '')
  const idOf = (number: number) => claims.find((claim) => claim.number === number)?.id
  const checker = await byTouch(browser, 'checker', { width: 390, height: 844 })

  await test.step('[WB-10a] in a low window the whole panel scrolls, in a high one all but a few lines of the claim', async () => {
    await checker.goto(`/articles/${articleId}?claim=${idOf(1)}`)
    const panel = checker.getByRole('article', { name: 'Claim 1' })
    const give = panel.getByRole('button', { name: 'Give verdict' })
    await expect(give).toBeVisible()
    for (const size of [
      { width: 844, height: 390 },
      { width: 390, height: 480 },
      { width: 390, height: 844 },
    ]) {
      await checker.setViewportSize(size)
      await give.scrollIntoViewIfNeeded()
      // Nothing that stays in sight covers more than half of what scrolls.
      const left = await give.evaluate((button) => {
        const body = button.closest('[data-panel-body]')!
        const head = body.querySelector('article > :first-child')!
        const { bottom, height } = body.getBoundingClientRect()
        return (bottom - Math.max(head.getBoundingClientRect().bottom, bottom - height)) / height
      })
      expect(left, `${size.width} × ${size.height}`).toBeGreaterThan(0.5)
    }
  })

  await test.step('[WB-11a] Back closes what lies uppermost, and Forward opens the claim again', async () => {
    await checker.goto('/articles')
    await checker.goto(`/articles/${articleId}`)
    await checker.getByRole('button', { name: /^Claims: / }).tap()
    const list = checker.getByRole('dialog', { name: 'Claims', exact: true })
    await list.getByRole('button', { name: /^Claim 2 / }).tap()
    const claim = checker.getByRole('dialog', { name: 'Claim 2', exact: true })
    await expect(claim).toBeVisible()
    expect(new URL(checker.url()).searchParams.get('claim')).toBe(idOf(2))
    await checker.goBack()
    await expect(list).toBeVisible()
    await checker.goForward()
    await expect(claim).toBeVisible()
    await checker.goBack()
    await checker.goBack()
    await expect(list).toHaveCount(0)
    expect(new URL(checker.url()).pathname + new URL(checker.url()).search).toBe(`/articles/${articleId}`)
    // Closed by its button it leaves no entry behind either.
    await checker.getByRole('button', { name: /^Claims: / }).tap()
    await list.getByRole('button', { name: /^Claim 2 / }).tap()
    await claim.getByRole('button', { name: 'Close', exact: true }).tap()
    await expect(claim).toHaveCount(0)
    await expect.poll(() => new URL(checker.url()).search).toBe('')
    await checker.goBack()
    await expect(checker.getByRole('heading', { level: 1, name: 'Articles' })).toBeVisible()
  })

  await test.step('[WB-11a] Back closes a source before the claim, and the text stays where it is', async () => {
    const { request } = checker
    const headers = { origin: new URL(baseURL ?? '').origin }
    const data = { type: 'link', relation: 'supports', url: 'http://127.0.0.1:9/nobody' }
    const evidence = (await (await request.post(`/api/v1/claims/${idOf(20)}/evidence`, { headers, data })).json()) as { id: string }
    // Nobody answers there: what it says is pasted.
    const paste = async () => (await request.post(`/api/v1/evidence/${evidence.id}/captures`, { headers, data: { text: 'Ships left the port.' } })).status()
    await expect.poll(paste).toBe(201)
    await checker.goto(`/articles/${articleId}`)
    await checker.getByRole('button', { name: /^Claims: / }).tap()
    await checker.locator(`#claim-card-${idOf(20)}`).tap()
    await checker.getByRole('button', { name: 'Read the source' }).tap()
    const source = checker.getByRole('dialog').filter({ hasText: 'Ships left the port.' })
    await expect(source).toBeVisible()
    await checker.goBack()
    await expect(source).toHaveCount(0)
    await expect(checker.getByRole('dialog', { name: 'Claim 20', exact: true })).toBeVisible()
    const words = checker.locator('[data-claim][data-chosen]')
    await expect(words).toBeInViewport()
    const at = await checker.evaluate(() => window.scrollY)
    await checker.getByRole('dialog', { name: 'Claim 20', exact: true }).getByRole('button', { name: 'Close', exact: true }).tap()
    await expect.poll(() => new URL(checker.url()).search).toBe('')
    expect(await checker.evaluate(() => window.scrollY)).toBe(at)
  })

  await test.step('[WB-10b] the list keeps its place and its filter, and one steps from claim to claim', async () => {
    await checker.goto(`/articles/${articleId}`)
    await checker.getByRole('button', { name: /^Claims: / }).tap()
    const list = checker.getByRole('dialog', { name: 'Claims', exact: true })
    await list.getByRole('button', { name: 'To clear 41' }).tap()
    const card = (number: number) => list.locator(`#claim-card-${idOf(number)}`)
    await card(30).tap()
    await checker.getByRole('button', { name: 'Next claim to clear' }).tap()
    await expect(checker.getByRole('dialog', { name: 'Claim 31' })).toBeVisible()
    await expect(checker.locator('[data-claim][data-chosen]')).toBeInViewport()
    await checker.getByRole('button', { name: 'All claims' }).tap()
    await expect(card(31)).toBeInViewport()
    await expect(card(1)).not.toBeInViewport()
    await list.getByRole('button', { name: 'Close', exact: true }).tap()
    await checker.getByRole('button', { name: /^Claims: / }).tap()
    await expect(card(31)).toBeInViewport()
    await expect(list.getByRole('button', { name: 'To clear 41' })).toHaveAttribute('aria-pressed', 'true')
    await list.getByRole('button', { name: 'Close', exact: true }).tap()
  })

  await test.step('[WB-10] words that are tapped on a phone come out from under the panel', async () => {
    const words = copyOf(checker).locator(`[data-claim="${idOf(12)}"]`)
    await words.evaluate((element) => element.scrollIntoView({ block: 'end' }))
    await words.tap()
    const panel = checker.locator('[data-side-panel]')
    await expect(panel).toBeVisible()
    await expect.poll(async () => ((await words.boundingBox())?.y ?? 1000) < ((await panel.boundingBox())?.y ?? 0)).toBe(true)
  })

  await test.step('[UI-21] [WB-10] with a finger no width overflows, and the copy moves aside for the panel', async () => {
    const editor = await byTouch(browser, 'editor', { width: 768, height: 1024 })
    await editor.goto(`/articles/${articleId}`)
    await expect(editor.getByRole('toolbar')).toBeVisible()
    for (const width of [320, 360, 390, 640, 768, 800, 834, 844, 896, 1024, 1180, 1440]) {
      await editor.setViewportSize({ width, height: 900 })
      await expect.poll(async () => await editor.evaluate(() => document.documentElement.scrollWidth), { message: `${width}` }).toBe(width)
    }
    for (const width of [768, 844, 1024]) {
      await editor.setViewportSize({ width, height: 900 })
      await editor.goto(`/articles/${articleId}?claim=${idOf(5)}`)
      await expect(editor.locator('[data-side-panel]')).toBeVisible()
      const [copy, panel] = [await copyOf(editor).boundingBox(), await editor.locator('[data-side-panel]').boundingBox()]
      expect(copy!.x + copy!.width, `${width}`).toBeLessThanOrEqual(panel!.x)
    }
  })
})
