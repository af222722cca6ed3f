/** A claim's words and forms as a window shows them: what stays in sight, and where keys lead. */
import { expect, type Page } from '@playwright/test'
import { enter } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

const SIZES = [
  { width: 1440, height: 700 },
  { width: 1024, height: 700 },
  { width: 390, height: 800 },
]

test('[WB-1b, WB-7, UI-16e] a claim’s words stay above its verdict while the page scrolls, and keys lead where they say', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const content = ['Twenty ships left the port on Friday.', ...Array.from({ length: 40 }, (_, line) => `Paragraph ${line} says nothing.`)].join('\n\n')
  const { id } = (await (await http.post('/api/v1/articles', { data: { title: 'Words in sight', format: 'text', content } })).json()) as { id: string }
  const made = await http.post(`/api/v1/articles/${id}/claims`, { data: { quote: 'Twenty ships left the port', kind: 'figure' } })
  const claim = (await made.json()) as { id: string }
  const address = `/articles/${id}?claim=${claim.id}`

  const checker = await enter(browser, 'checker')
  for (const size of SIZES) {
    await checker.setViewportSize(size)
    await checker.goto(address)
    await expect(checker.getByRole('radio', { name: 'Verified' })).toBeAttached()
    await checker.keyboard.press('Alt+v')
    await expect(checker.getByRole('radio', { name: 'Verified' })).toBeFocused()
    expect(await wordsInSight(checker)).toBe(true)
    // The page goes on below the claim, with the verdict still in sight.
    await checker.evaluate(() => window.scrollBy({ top: 250, behavior: 'instant' }))
    expect(await wordsInSight(checker)).toBe(true)
  }

  const editor = await enter(browser, 'editor')
  await editor.goto(address)
  await expect(editor.getByRole('button', { name: 'Assign' })).toBeVisible()
  await editor.keyboard.press('Alt+v')
  await expect(editor.getByText('Only a fact-checker gives a verdict').first()).toBeVisible()
  await editor.getByRole('button', { name: 'Assign' }).click()
  await editor.getByLabel(/^Question to the checker/).fill('Is it twenty?')
  await editor.keyboard.press('Escape')
  await expect(editor.getByLabel(/^Question to the checker/)).toHaveCount(0)
  await expect(editor.getByRole('article', { name: 'Claim 1' })).toBeVisible()
})

/** Whether a press on the middle of the words in the panel would reach them. */
async function wordsInSight(page: Page): Promise<boolean> {
  return await page
    .getByRole('article', { name: 'Claim 1' })
    .locator('blockquote')
    .first()
    .evaluate((words) => {
      const { left, top, width, height } = words.getBoundingClientRect()
      return words.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    })
}
