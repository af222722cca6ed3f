/** What was checked before is found beside the claim, brought over and confirmed; and everything by its words. */
import { expect, type APIRequestContext } from '@playwright/test'
import { enter, openClaim } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

const WORDS = 'The observatory counted 1,250 meteors over the bay on Monday'

async function makeArticle(
  reporter: APIRequestContext,
  title: string,
  content: string,
): Promise<{ articleId: string; claim: { id: string; wordingHash: string } }> {
  const { items: desks } = (await (await reporter.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const made = await reporter.post('/api/v1/articles', { data: { title, deskId: desks[0]?.id, format: 'text', content } })
  const { id: articleId } = (await made.json()) as { id: string }
  const tagged = await reporter.post(`/api/v1/articles/${articleId}/claims`, { data: { quote: WORDS, kind: 'figure' } })
  return { articleId, claim: (await tagged.json()) as { id: string; wordingHash: string } }
}

test('[CL-10a][CL-10g][CL-10h][SR-6] a checker brings over what was checked before, confirms it, and finds it again', async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const reporter = await signInByHttp(baseURL ?? '', 'reporter')
  const there = await makeArticle(reporter, 'Meteors over the bay', `${WORDS}.`)
  const here = await makeArticle(reporter, 'A week of meteors', `It was a bright week. ${WORDS}.`)
  const other = await signInByHttp(baseURL ?? '', 'checker2')
  const note = { type: 'note', text: 'Page four of the almanac has the count.', title: 'Almanac', relation: 'supports' }
  await other.post(`/api/v1/claims/${there.claim.id}/evidence`, { data: note })
  const verdict = { verdict: 'verified', rationale: 'The almanac has it.', wordingHash: there.claim.wordingHash }
  expect((await other.post(`/api/v1/claims/${there.claim.id}/verdicts`, { data: verdict })).status()).toBe(201)

  const checker = await enter(browser, 'checker')
  await checker.goto(`/articles/${here.articleId}`)
  const panel = await openClaim(checker, 1)
  await panel.getByRole('heading', { name: /^Checked before \(/ }).click()
  await expect(panel.getByText('Same words')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Meteors over the bay' })).toBeVisible()
  await panel.getByRole('button', { name: 'Bring the verdict over' }).click()
  const brought = panel.getByRole('region', { name: 'Brought over, not confirmed' })
  await expect(brought).toBeFocused()
  await expect(panel.getByText(/· brought over by Demo Checker/)).toBeVisible()
  await expect(panel.getByText('Open', { exact: true }).first()).toBeVisible()
  await brought.getByRole('button', { name: 'Confirm it' }).click()
  await expect(panel.getByRole('list', { name: 'What counts now' }).getByText('confirmed from another article')).toBeVisible()
  await expect(brought).toHaveCount(0)

  await checker.goto('/verification')
  await expect(checker.getByRole('heading', { level: 1, name: 'Verification' })).toBeVisible()
  await checker.keyboard.press('/')
  const field = checker.getByRole('searchbox', { name: 'Search the newsroom' })
  await expect(field).toBeVisible()
  await field.fill('meteor observatory')
  await field.press('Enter')
  const results = checker.getByRole('region', { name: 'Results' })
  await expect(results.getByRole('link', { name: WORDS })).toHaveCount(2)
  await expect(results.getByRole('link', { name: 'A week of meteors' })).toBeVisible()
  await field.press('ArrowDown')
  await expect(results.getByRole('listitem').first().getByRole('link')).toBeFocused()

  await checker.goto('/search?q=almanac')
  await expect(results.getByRole('link', { name: 'Almanac' })).toHaveCount(2)
  await checker.goto('/search?q=almanac&kind=article')
  await expect(checker.getByText('Nothing found')).toBeVisible()
})

test('[WB-16] all entries of a claim’s menu are in sight in a low window, and its kind is chosen by key', async ({ browser, baseURL }) => {
  const { articleId } = await makeArticle(await signInByHttp(baseURL ?? '', 'reporter'), 'Meteors in a low window', `${WORDS}.`)
  const page = await enter(browser, 'editor')
  await page.setViewportSize({ width: 1440, height: 700 })
  await page.goto(`/articles/${articleId}`)
  const panel = await openClaim(page, 1)
  const more = panel.getByRole('button', { name: 'More for claim 1' })
  await more.click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: 'Remove…' })).toBeInViewport({ ratio: 1 })
  expect(await menu.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
  await menu.getByRole('menuitem', { name: /^Kind/ }).press('ArrowRight')
  const kinds = page.getByRole('menu', { name: /^Kind/ })
  for (const kind of await kinds.getByRole('menuitemradio').all()) await expect(kind).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  await expect(menu).toHaveCount(0)
  await expect(panel.getByText('Date', { exact: true })).toBeVisible()
})
