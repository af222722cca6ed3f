/** What was typed about a claim and not sent, when the session ends elsewhere and when the claim is removed meanwhile. */
import { expect, type Page } from '@playwright/test'
import { DEMO_PASSWORD, signInByHttp } from './support/sign-in.ts'
import { enter } from './support/newsroom.ts'
import { test } from './support/test.ts'

test('[WB-3b, WB-12a] words typed about a claim outlive a session that ends elsewhere, Back and Forward, and the claim itself', async ({
  browser,
  baseURL,
}) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const started = await http.post('/api/v1/articles', { data: { title: 'Kept words', format: 'text', content: 'Twenty ships left the port on Friday.' } })
  const { id } = (await started.json()) as { id: string }
  const made = await http.post(`/api/v1/articles/${id}/claims`, { data: { quote: 'Twenty ships left the port', kind: 'figure' } })
  const claim = (await made.json()) as { id: string }
  const address = `/articles/${id}?claim=${claim.id}`

  const checker = await enter(browser, 'checker')
  const typed = async () => ({
    message: await checker.getByLabel('Write about this claim').inputValue(),
    address: await checker.getByLabel(/^Address/).inputValue(),
  })
  const words = { message: 'Who counted them?', address: 'https://example.org/ships' }
  await checker.goto(address)
  const panel = checker.getByRole('article', { name: 'Claim 1' })
  await panel.getByRole('button', { name: 'Add', exact: true }).click()
  await panel.getByLabel(/^Address/).fill(words.address)
  await panel.getByLabel('Write about this claim').fill(words.message)

  await test.step('the review tab, Back, Forward and Back', async () => {
    await checker.getByRole('link', { name: 'Review', exact: true }).click()
    await expect(checker).toHaveURL(/\/review$/)
    await checker.goBack()
    await expect.poll(typed).toEqual(words)
    await checker.goForward()
    await expect(checker).toHaveURL(/\/review$/)
    await checker.goBack()
    await expect.poll(typed).toEqual(words)
  })

  await test.step('the session ends in another tab; signing in leads back to the open claim', async () => {
    const other = await checker.context().newPage()
    await other.goto('/sign-in')
    await signOut(other)
    await expect(checker.getByRole('heading', { name: 'You have been signed out' })).toBeVisible()
    await checker.getByRole('link', { name: 'Sign in' }).click()
    await checker.getByLabel('E-mail').fill('checker@stet.example')
    await checker.getByLabel('Password').fill(DEMO_PASSWORD)
    await checker.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(checker).toHaveURL(address)
    await expect.poll(typed).toEqual(words)
  })

  await test.step('somebody removes the claim: it is said who and why, and the words can be copied', async () => {
    const publisher = await signInByHttp(baseURL ?? '', 'publisher')
    const removed = await publisher.delete(`/api/v1/claims/${claim.id}`, { data: { reason: 'Not needed' } })
    expect(removed.ok()).toBe(true)
    const gone = checker.getByRole('dialog', { name: 'Claim 1 was removed' })
    await expect(gone).toContainText('Demo Publisher removed it')
    await expect(gone).toContainText('“Not needed”')
    await expect(gone.getByRole('group', { name: 'What you typed about it' })).toHaveText(/Who counted them\?/)
    await checker.reload()
    await expect(gone).toContainText('“Not needed”')
    await checker.goto(`/articles/${id}?claim=00000000-0000-4000-8000-000000000000`)
    await expect(checker.getByRole('dialog', { name: 'There is no such claim' })).toBeVisible()
  })
})

/** As the account's menu does in its own tab. */
async function signOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    await fetch('/api/auth/signout', { method: 'POST', body: new URLSearchParams({ csrfToken, json: 'true' }) })
  })
}
