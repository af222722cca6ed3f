/** An hour of a desk: what is given to somebody reaches them while they look, and so does what becomes of it. */
import { expect } from '@playwright/test'
import { copyOf, enter, openClaim, saved, typeOver } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

test('[WO-1] [WO-2] [WO-3] [WO-4] what is asked of a checker and re-opened behind them is on their list and told at once, on the pages that they and others look at', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const { items: desks } = (await (await http.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const content = 'Nineteen barges left the canal on Monday, and four of them came back.'
  const made = await http.post('/api/v1/articles', { data: { title: 'Barges of the canal', deskId: desks[0]?.id, format: 'text', content } })
  const { id } = (await made.json()) as { id: string }
  await http.post(`/api/v1/articles/${id}/claims`, { data: { quote: 'Nineteen barges left the canal', kind: 'figure' } })

  const checker = await enter(browser, 'checker')
  const second = await enter(browser, 'checker2')
  const editor = await enter(browser, 'editor')
  const bell = checker.getByRole('button', { name: /^Notifications/ })
  const unread = async () => Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0] ?? 0)
  const before = await unread()
  const mine = checker.getByRole('link', { name: /Nineteen barges left the canal/ })

  await test.step('the editor asks on the board, with a question and a due time', async () => {
    await editor.goto(`/verification?article=${id}`)
    await second.goto(`/verification?article=${id}`)
    await editor
      .getByRole('row')
      .filter({ hasText: 'Nineteen barges' })
      .getByRole('link', { name: /Nineteen barges/ })
      .focus()
    await editor.keyboard.press('a')
    const dialog = editor.getByRole('dialog', { name: 'Assign claim 1' })
    await dialog.getByLabel('Fact-checker').selectOption({ label: 'Demo Checker' })
    await dialog.getByLabel('Due').fill('2030-01-01T23:00')
    await dialog.getByLabel('Question').fill('Does the lock keeper say so?')
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click()
    await expect(dialog).toHaveCount(0)
  })

  await test.step('it comes to the checker’s list and bell, and to whoever looks at the board, while they look', async () => {
    await expect(mine.first()).toBeVisible()
    await expect.poll(unread).toBe(before + 1)
    await expect(second.getByRole('row').filter({ hasText: 'Nineteen barges' })).toContainText('Demo Checker')
  })

  await test.step('from the list they come to the claim, read what is asked, and verify it', async () => {
    await mine.first().click()
    const panel = checker.getByRole('article', { name: 'Claim 1' })
    await expect(panel.getByText('Does the lock keeper say so?')).toBeVisible()
    await panel.getByText('Verified', { exact: true }).click()
    await panel.getByLabel('Rationale').fill('He counted them.')
    await panel.getByRole('button', { name: 'Give verdict' }).click()
    await expect(second.getByRole('row').filter({ hasText: 'Nineteen barges' })).toContainText('Verified')
  })

  await test.step('another figure is written: the board, the checker’s list and their bell say so', async () => {
    await checker.getByRole('link', { name: 'My work', exact: true }).click()
    await expect(checker.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
    const read = await unread()
    await editor.goto(`/articles/${id}`)
    await expect(copyOf(editor)).toContainText('Nineteen barges')
    await typeOver(editor, 'Nineteen', 'Ninety')
    await saved(editor)
    await expect(checker.getByRole('link', { name: /Ninety barges left the canal/ }).first()).toBeVisible()
    await expect.poll(unread).toBe(read + 1)
    await expect(second.getByRole('row').filter({ hasText: 'Ninety barges' })).toContainText('Re-opened')
    await bell.click()
    await expect(
      checker
        .getByRole('dialog')
        .getByText(/claim 1/i)
        .first(),
    ).toBeVisible()
    await checker.keyboard.press('Escape')
  })

  await test.step('the page of what is open, and with whom, has it with its checker', async () => {
    await second.goto('/handover')
    await expect(second.getByText(/Ninety barges left the canal/).first()).toBeVisible()
  })

  await test.step('the old figure typed back takes it off their list again', async () => {
    const panel = await openClaim(editor, 1)
    await typeOver(editor, 'Ninety', 'Nineteen')
    await saved(editor)
    await expect(panel.getByText('Verified', { exact: true }).first()).toBeVisible()
    await expect(checker.getByRole('link', { name: /barges left the canal/ })).toHaveCount(0)
  })
})
