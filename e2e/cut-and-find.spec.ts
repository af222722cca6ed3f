/** What needs a real clipboard and a real page: an article that is cut and pasted as a whole, and claims opened by their address. */
import { expect } from '@playwright/test'
import { copyOf, enter, expectCopy, saved } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

const LINES = [
  'Twenty ships left the port on Friday, says the harbour master.',
  ...Array.from({ length: 9 }, (_, line) => `Paragraph ${line} says little, but it says it in some words.`),
  'Forty ships are to follow before the end of the month.',
]

test('[DO-1d, CL-4] an article that was cut as a whole and pasted again is what it was, its claims on their words', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'reporter')
  const made = await http.post('/api/v1/articles', { data: { title: 'Ships leave the port', format: 'text', content: LINES.join('\n\n') } })
  const { id, contentHash } = (await made.json()) as { id: string; contentHash: string }
  for (const quote of ['Ships leave', 'Twenty ships left the port', 'Forty ships are to follow'])
    expect((await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })).status()).toBe(201)

  const page = await enter(browser, 'reporter')
  await page.goto(`/articles/${id}`)
  await expectCopy(page, 'Forty ships')
  const hash = async () => ((await (await http.get(`/api/v1/articles/${id}`)).json()) as { contentHash: string }).contentHash
  const states = async () => {
    const { items } = (await (await http.get(`/api/v1/articles/${id}/claims`)).json()) as { items: { wording: string; state: string }[] }
    return items.map(({ wording, state }) => `${wording}: ${state}`)
  }
  for (const paste of ['Control+v', 'Control+Shift+v']) {
    await copyOf(page).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+x')
    await expectCopy(page, 'Twenty', { present: false })
    await page.keyboard.press(paste)
    await expectCopy(page, 'Forty ships')
    await saved(page)
    if (paste === 'Control+v') await expect.poll(hash).toBe(contentHash)
    await expect.poll(states).toEqual(['Ships leave: open', 'Twenty ships left the port: open', 'Forty ships are to follow: open'])
  }
})

test('[WB-11] a claim that is opened by its address has its words and the head of its card in view', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const made = await http.post('/api/v1/articles', { data: { title: 'A short article with many claims', format: 'text', content: LINES.join('\n\n') } })
  const { id } = (await made.json()) as { id: string }
  const quotes = [...Array.from({ length: 9 }, (_, line) => `Paragraph ${line} says little`), 'Forty ships are to follow']
  let last = ''
  for (const quote of quotes) {
    const claim = await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })
    last = ((await claim.json()) as { id: string }).id
  }
  const page = await enter(browser, 'checker')
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1440, height: 600 },
  ]) {
    await page.setViewportSize(size)
    await page.goto(`/articles/${id}?claim=${last}`)
    await expect(page.getByRole('heading', { name: `Claim ${quotes.length}` })).toBeFocused()
    await expect(copyOf(page).locator(`[data-claim="${last}"]`)).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('heading', { name: `Claim ${quotes.length}` })).toBeInViewport({ ratio: 1 })
  }
})

test('[WB-1b] cards that the open claim pushes out of the margin are told, and shown by a press', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const words = ['One ship', 'two boats', 'three tugs', 'four pilots', 'five crews', 'six cranes']
  const made = await http.post('/api/v1/articles', { data: { title: 'Many claims in one line', format: 'text', content: `${words.join(', ')} were there.` } })
  const { id } = (await made.json()) as { id: string }
  for (const quote of words) expect((await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })).status()).toBe(201)

  const page = await enter(browser, 'checker')
  await page.goto(`/articles/${id}`)
  const cards = page.locator('button[id^="claim-card-"]')
  await expect(cards.filter({ visible: true })).toHaveCount(6)
  await cards.nth(4).click()
  await expect(page.getByRole('article', { name: 'Claim 5' })).toBeVisible()
  const more = page.getByRole('button', { name: /more claims above/ })
  await expect(more).toBeVisible()
  expect(await cards.filter({ visible: true }).count()).toBeLessThan(5)
  await more.click()
  await expect(cards.filter({ visible: true })).toHaveCount(5)
  await page.getByRole('button', { name: 'Open claim beside its words' }).click()
  await expect(more).toBeVisible()
})
