/** WB-15: what a browser puts on paper. */
import { expect } from '@playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import { copyOf, enter, expectCopy } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

test('[WB-15] the workbench prints the copy with the numbers of its claims and their list, and nothing else', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const content = 'Twenty ships left the port on Friday, says the harbour master.\n\nForty ships are to follow.'
  const made = await http.post('/api/v1/articles', { data: { title: 'Ships leave the port', format: 'text', content } })
  const { id } = (await made.json()) as { id: string }
  const quotes = ['Twenty ships left', 'ships left the port', 'Forty ships']
  for (const quote of quotes) expect((await http.post(`/api/v1/articles/${id}/claims`, { data: { quote, kind: 'figure' } })).status()).toBe(201)

  const page = await enter(browser, 'editor')
  for (const width of [1440, 800]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/articles/${id}`)
    await expectCopy(page, 'Forty ships')
    await copyOf(page).locator('[data-claim]').last().click()
    await expect(page.getByRole('heading', { name: 'Claim 3' })).toBeVisible()
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf())), { mergePages: true })
    // The two come in the order in which they were painted.
    const list = 'Claims 1 Open Twenty ships left 2 Open ships left the port 3 Open Forty ships'
    const copy = 'Ships leave the port Twenty ships left[1] the port[2] on Friday, says the harbour master. Forty ships[3] are to follow.'
    expect([`${copy} ${list}`, `${list} ${copy}`]).toContain(text.replaceAll('\u2060', '').replaceAll(/\s+/g, ' ').replaceAll(' [', '[').trim())
  }
})
