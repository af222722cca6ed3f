/** A checker's evening: from suggestions on the demo's copy to a text with nothing left to clear, each person in a browser of their own. */
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { html, openSite, type TestSite } from '#tests/support/test-site.ts'
import { enter, expectCopy, openArticle, openClaim, saved, typeOver } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

/** Claims by the order in which the suggestions stand: what Putin stated, and how often an airfield was visited. */
const QUOTE = 2
const FIGURE = 8

let site: TestSite

test.beforeAll(async () => {
  site = await openSite({}, Number(process.env['STET_E2E_SITE_PORT']))
})
test.afterAll(() => site.close())

/** An article of the test's own from the demo's copy, so that no other test meets its claims. */
async function startArticle(baseURL: string): Promise<string> {
  const reporter = await signInByHttp(baseURL, 'reporter')
  const { items: desks } = (await (await reporter.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const content = await readFile(new URL('../prisma/seed/article.txt', import.meta.url), 'utf8')
  const made = await reporter.post('/api/v1/articles', { data: { title: 'Evening edition: guests in Tehran', deskId: desks[0]?.id, format: 'text', content } })
  const { id } = (await made.json()) as { id: string }
  await reporter.dispose()
  return id
}

/** The states of the article's claims by number, as the API tells them. */
async function statesOf(page: Page, articleId: string): Promise<Record<number, string>> {
  const answer = await page.request.get(`/api/v1/articles/${articleId}/claims`)
  const { items } = (await answer.json()) as { items: { number: number; state: string }[] }
  return Object.fromEntries(items.map(({ number, state }) => [number, state]))
}

/** Where an open claim tells its state; its verdicts and the choice of one bear the same words. */
function stateIn(panel: Locator): Locator {
  return panel.locator('header')
}

/** The open claim is verified without the mouse: to the verdict, its first choice, the reason, sent. */
async function verifyByKey(page: Page, rationale: string): Promise<void> {
  await page.keyboard.press('Alt+v')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.type(rationale)
  await page.keyboard.press('Control+Enter')
}

test('[CL-2][CL-9h][UI-11][CL-7d][CL-8d][CL-8f][CL-6b][CL-3][WB-7][RE-5c] a checker’s evening: suggestions accepted by key, assigned at once, a quote mended, all cleared by two checkers', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const articleId = await startArticle(baseURL ?? '')
  const [checker, second, reporter] = await Promise.all([enter(browser, 'checker'), enter(browser, 'checker2'), enter(browser, 'reporter')])
  await Promise.all([checker, second, reporter].map((page) => openArticle(page, articleId)))

  await test.step('ten of at least nineteen suggestions are accepted, each by one key', async () => {
    await checker.keyboard.press('Alt+s')
    const panel = checker.getByRole('dialog', { name: 'Suggestions' })
    const suggested = panel.getByRole('list', { name: 'Suggested claims' }).getByRole('listitem')
    await expect(suggested.first()).toContainText('moved forward')
    const offered = await suggested.count()
    expect(offered).toBeGreaterThanOrEqual(19)
    for (let left = offered; left > offered - 10; left -= 1) {
      await expect(panel.getByRole('group', { name: `Suggestion 1 of ${left}` })).toBeFocused()
      await checker.keyboard.press('a')
    }
    await expect(panel.getByRole('tab', { name: `To look at (${offered - 10})` })).toBeVisible()
    await expect(panel.getByText('being saved')).toHaveCount(0)
    await checker.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    for (const page of [checker, second, reporter]) await expect(page.locator('button[id^="claim-card-"]')).toHaveCount(10)
  })

  await test.step('all ten are given to one checker at once on the board, one of them to the other as well', async () => {
    await checker.getByRole('link', { name: 'Verification', exact: true }).click()
    await checker.getByRole('combobox', { name: 'Article' }).selectOption(articleId)
    await expect(checker.getByText('10 claims', { exact: true })).toBeVisible()
    const rows = checker.getByRole('row').filter({ has: checker.getByRole('link') })
    await rows.first().getByRole('link').focus()
    await checker.keyboard.press('Shift+X')
    await expect(checker.getByText('10 claims chosen')).toBeVisible()
    await checker.keyboard.press('a')
    const all = checker.getByRole('dialog', { name: 'Assign 10 claims' })
    await all.getByLabel('Fact-checker').selectOption({ label: 'Demo Checker' })
    await all.getByLabel('Due').fill('2030-01-01T23:00')
    await all.getByRole('button', { name: 'Assign', exact: true }).click()
    await expect(all).toHaveCount(0)
    await expect(rows.filter({ hasText: 'Demo Checker' })).toHaveCount(10)

    const quote = rows.filter({ hasText: 'Not all difficulties' })
    await quote.getByRole('link').focus()
    await checker.keyboard.press('a')
    const one = checker.getByRole('dialog', { name: `Assign claim ${QUOTE}` })
    await one.getByLabel('Fact-checker').selectOption({ label: 'Demo Checker 2' })
    await one.getByLabel('As a second, independent check').check()
    await one.getByRole('button', { name: 'Assign', exact: true }).click()
    await expect(one).toHaveCount(0)
    await quote.getByRole('link').click()
  })

  const quoted = checker.getByRole('article', { name: `Claim ${QUOTE}` })
  await test.step('a link is captured, and its source has the quote in other words', async () => {
    site.pages = {
      '/kremlin': html(
        `<article><h1>After the talks</h1><p>“Not all difficulties have been settled, but it’s encouraging that progress has been made,” Putin said in Tehran.</p></article>`,
        'After the talks in Tehran',
      ),
    }
    await quoted.getByRole('button', { name: 'Add', exact: true }).click()
    await quoted.getByLabel('Address').fill(`${site.url}/kremlin`)
    await quoted.getByRole('button', { name: 'Add evidence' }).click()
    await expect(quoted.getByText('Captured', { exact: true })).toBeVisible()
    await expect(quoted.getByText('Other words', { exact: true })).toBeVisible()
    const sources = quoted.getByRole('list', { name: 'Sources' })
    await expect(sources.getByRole('definition').first().locator('mark')).toContainText('settled')
    await expect(sources.getByRole('definition').last().locator('mark')).toContainText('handled')
  })

  await test.step('its writer is led there by the gate, reads the difference and mends it', async () => {
    await reporter.keyboard.press('Alt+g')
    await reporter
      .getByRole('dialog')
      .getByRole('link', { name: /other words/ })
      .click()
    const panel = reporter.getByRole('article', { name: `Claim ${QUOTE}` })
    await expect(panel.getByRole('list', { name: 'Sources' }).locator('mark').first()).toContainText('settled')
    await typeOver(reporter, 'handled', 'settled')
    await saved(reporter)
    await expect(quoted.getByRole('list', { name: 'Sources' })).toContainText('Same words')
  })

  await test.step('both checkers give their verdicts, the second one blind', async () => {
    await verifyByKey(checker, 'As the Kremlin has it.')
    await expect(stateIn(quoted)).toContainText('Awaiting second check')
    const panel = await openClaim(second, QUOTE)
    await expect(panel).not.toContainText('As the Kremlin has it.')
    await verifyByKey(second, 'The transcript says so.')
    await expect(stateIn(panel)).toContainText('Verified')
    await expect(panel).toContainText('As the Kremlin has it.')
    await openClaim(checker, FIGURE)
    await verifyByKey(checker, 'Two visits, in June and July.')
    await expect(stateIn(checker.getByRole('article', { name: `Claim ${FIGURE}` }))).toContainText('Verified')
    expect(await statesOf(checker, articleId)).toMatchObject({ [QUOTE]: 'verified', [FIGURE]: 'verified' })
  })

  await test.step('a changed word re-opens a claim before everyone’s eyes, and it is checked again', async () => {
    const panels = await Promise.all([checker, second, reporter].map((page) => openClaim(page, FIGURE)))
    await typeOver(reporter, 'at least twice', 'at least thrice')
    for (const panel of panels) {
      await expect(panel).toContainText('Re-opened by a material change')
      await expect(panel.locator('ins').first()).toContainText('thrice')
    }
    await saved(reporter)
    await verifyByKey(second, 'A third visit was reported on 15 July.')
    for (const panel of panels) await expect(stateIn(panel)).toContainText('Verified')
  })

  await test.step('what is left is cleared one after the other, without the mouse', async () => {
    const left = Object.values(await statesOf(checker, articleId)).filter((state) => state !== 'verified').length
    expect(left).toBe(8)
    for (let done = 0; done < left; done += 1) {
      await checker.keyboard.press('Alt+Shift+J')
      const panel = checker.getByRole('article', { name: /^Claim \d+$/ })
      await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
      await expect(stateIn(panel)).toContainText('Assigned')
      await verifyByKey(checker, 'Against two agencies.')
      await expect(stateIn(panel)).toContainText('Verified')
    }
    await expect.poll(async () => [...new Set(Object.values(await statesOf(checker, articleId)))]).toEqual(['verified'])
    await expectCopy(checker, 'at least thrice')
  })

  await test.step('the gate is green once both sign-offs stand', async () => {
    await second.goto(`/articles/${articleId}/review`)
    await second.getByRole('button', { name: /^Sign off/ }).click()
    await expect(second.getByText('Signed', { exact: true })).toBeVisible()
    const publisher = await enter(browser, 'publisher')
    await publisher.goto(`/articles/${articleId}/review`)
    await publisher.getByRole('button', { name: /^Sign off/ }).click()
    for (const page of [publisher, second]) await expect(page.getByText('Nothing stands in the way of publishing this text.')).toBeVisible()
    await expect(checker.getByRole('button', { name: /^Nothing to clear/ })).toBeVisible()
  })
})
