/** With a finger on a phone: where a claim begins and ends, and who is to check it. */
import { expect, type Page } from '@playwright/test'
import { copyOf, select, signIn } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

test('[CL-5d] edges are moved, a claim is split and two are merged by touch', async ({ browser, baseURL }) => {
  test.setTimeout(120_000)
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const content = 'Twenty ships left the port on Friday. Their captains, the ministry said, waited for a month.'
  const made = await http.post('/api/v1/articles', { data: { title: 'Ships by touch', format: 'text', content } })
  const { id } = (await made.json()) as { id: string }
  for (const quote of ['Twenty ships left', 'waited for a month']) await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })
  const wordings = async () => {
    const { items } = (await (await http.get(`/api/v1/articles/${id}/claims`)).json()) as { items: { wording: string }[] }
    return items.map(({ wording }) => wording)
  }
  const [first] = ((await (await http.get(`/api/v1/articles/${id}/claims`)).json()) as { items: { id: string }[] }).items

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, 'editor')
  await page.goto(`/articles/${id}?claim=${first?.id}`)
  const panel = page.getByRole('article', { name: 'Claim 1' })

  await begin(page, 'Move its edges…')
  // A finger on another claim's words selects there, and leads nowhere.
  await copyOf(page).getByText('waited for a month').tap()
  await expect(panel.locator('[data-reshape]')).toBeVisible()
  await select(page, 'Twenty ships left the port on Friday')
  await panel.getByRole('button', { name: 'Cover the selected words' }).tap()
  await expect(panel.locator('[data-reshape]')).toHaveCount(0)
  expect(await wordings()).toEqual(['Twenty ships left the port on Friday', 'waited for a month'])

  await begin(page, 'Split…')
  await select(page, 'Twenty ships left')
  await panel.locator('[data-reshape]').getByRole('button').first().tap()
  await expect(panel.locator('[data-reshape]')).toHaveCount(0)
  expect(await wordings()).toEqual(['the port on Friday', 'waited for a month', 'Twenty ships left'])

  await begin(page, 'Merge…')
  await panel.getByRole('button', { name: 'Merge with claim 3' }).tap()
  await expect(panel.locator('[data-reshape]')).toHaveCount(0)
  expect(await wordings()).toEqual(['Twenty ships left the port on Friday', 'waited for a month'])

  await context.close()
})

test('[UI-11a] [WO-5f] claims are chosen and assigned at once on a phone, among rows and among cards, and handed over', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const made = await http.post('/api/v1/articles', { data: { title: 'Boats by touch', format: 'text', content: 'Ten boats, two crews and one pilot.' } })
  const { id } = (await made.json()) as { id: string }
  for (const quote of ['Ten boats', 'two crews', 'one pilot']) await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, 'editor')
  await page.goto(`/verification?article=${id}`)
  const bar = page.getByRole('group', { name: 'Chosen claims' })
  const areas = page.locator('label', { has: page.getByRole('checkbox', { name: /^Choose claim/ }) })
  for (const view of ['Columns by state', 'Table']) {
    await page.getByRole('button', { name: view }).tap()
    await expect(areas).toHaveCount(3)
    for (const area of await areas.all()) {
      const box = await area.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40)
    }
    await expect(bar).toHaveCount(0)
    await areas.first().tap()
    await areas.last().tap()
    await expect(bar.getByRole('button', { name: 'Assign 2 claims…' })).toBeInViewport()
    if (view !== 'Table') await bar.getByRole('button', { name: 'Choose none' }).tap()
  }
  await bar.getByRole('button', { name: 'Assign 2 claims…' }).tap()
  const dialog = page.getByRole('dialog', { name: 'Assign 2 claims' })
  await dialog.getByLabel('Fact-checker').selectOption({ label: 'Demo Checker' })
  await dialog.getByRole('button', { name: 'Assign', exact: true }).tap()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: 'Demo Checker' })).toHaveCount(2)

  // WO-5f: at the end of the shift, what is with whom, and the way to hand it over.
  await page.goto('/handover')
  const give = page.getByRole('button', { name: 'Hand over what Demo Checker has…' })
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 })
    const [button, region] = [await give.boundingBox(), await page.getByRole('region', { name: 'World: Open, and with whom' }).boundingBox()]
    expect((button?.x ?? 0) + (button?.width ?? Infinity)).toBeLessThanOrEqual((region?.x ?? 0) + (region?.width ?? 0))
    // No word of a name goes on in the next line.
    const lines = await page.getByRole('link', { name: 'Demo Checker', exact: true }).evaluate((link) => link.querySelector('bdi')?.getClientRects().length)
    expect(lines).toBeLessThanOrEqual(2)
  }
  await give.tap()
  await expect(page.getByRole('dialog', { name: 'Hand over what Demo Checker has' })).toBeVisible()
  await context.close()
})

async function begin(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More for claim 1' }).tap()
  await page.getByRole('menuitem', { name: item }).tap()
  await expect(page.locator('[data-reshape]')).toBeVisible()
}
