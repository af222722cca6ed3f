/** The copy is deleted by mistake, and one person restores it while another types on. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { copyOf, enter, expectCopy, openArticle, saved, select } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

const COPY = ['Putin arrived in Tehran on Tuesday for talks on grain.', 'Iran backs Moscow, its leader said.', 'A deal is near.'].join('\n\n')

test('[RE-8b][RE-8c][RE-8e] deleted copy is kept automatically, and restored while somebody types on', async ({ browser, baseURL }) => {
  const writer = await signInByHttp(baseURL ?? '', 'reporter')
  const made = await writer.post('/api/v1/articles', { data: { title: 'Putin in Tehran', content: COPY } })
  const { id } = (await made.json()) as { id: string }
  const [reporter, editor] = [await enter(browser, 'reporter'), await enter(browser, 'editor')]
  await Promise.all([openArticle(reporter, id), openArticle(editor, id)])

  await select(reporter, 'A deal is near.', 'end')
  await reporter.keyboard.type(' These are the last words.')
  await saved(reporter)
  await expectCopy(editor, 'last words')
  await copyOf(editor).focus()
  await editor.keyboard.press('Control+a')
  await editor.keyboard.press('Backspace')
  await saved(editor)
  await expectCopy(reporter, 'Iran backs', { present: false })

  await editor.goto(`/articles/${id}/history`)
  // A version that is kept while the page is on its way is not announced to it.
  await expect(async () => {
    await editor.reload()
    await expect(editor.getByText('Kept automatically').first()).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await editor.getByRole('button', { name: 'Restore version 2…' }).click()
  const question = editor.getByRole('dialog', { name: 'Restore version 2?' })
  await expect(question.getByText('These are the last words.')).toBeVisible()
  const { violations } = await new AxeBuilder({ page: editor }).analyze()
  expect(violations.map(({ id: rule }) => rule)).toEqual([])

  // The reporter types all the while.
  let isRestored = false
  await copyOf(reporter).focus()
  const typing = (async () => {
    for (let word = 0; !isRestored; word++) await reporter.keyboard.type(`w${word} `)
    // Until then the caret is in a paragraph that the version does not have: what is typed there goes with it.
    await expectCopy(reporter, 'These are the last words.')
    await reporter.keyboard.type('typed-on')
  })()
  await question.getByRole('button', { name: 'Restore this version' }).click()
  await expect(editor.getByText('The copy says again what it said in version 2', { exact: true })).toBeVisible()
  isRestored = true
  await typing
  await saved(reporter)

  await openArticle(editor, id)
  for (const page of [reporter, editor]) {
    await expectCopy(page, 'A deal is near. These are the last words.')
    await expectCopy(page, 'typed-on')
    const text = (await copyOf(page).textContent()) ?? ''
    for (const once of ['Iran backs Moscow, its leader said.', 'on Tuesday for talks on grain.', 'These are the last words.', 'typed-on'])
      expect(text.split(once)).toHaveLength(2)
  }
})
