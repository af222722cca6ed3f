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

test('[WB-10c] whatever the keys come to in the open panel of long words is not covered', async ({ browser, baseURL }) => {
  const http = await signInByHttp(baseURL ?? '', 'editor')
  const words = `The minister said that ${Array.from({ length: 60 }, (_, line) => `ship ${line}`).join(', ')} had left the port`
  const content = [...Array.from({ length: 8 }, (_, line) => `Paragraph ${line} says nothing.`), `${words}.`, ...Array(30).fill('Nothing more.')].join('\n\n')
  const { id } = (await (await http.post('/api/v1/articles', { data: { title: 'In sight', format: 'text', content } })).json()) as { id: string }
  const made = await http.post(`/api/v1/articles/${id}/claims`, { data: { quote: words, kind: 'figure' } })
  const claim = (await made.json()) as { id: string }
  const checker = await enter(browser, 'checker')
  await checker.setViewportSize({ width: 1440, height: 900 })
  await checker.goto(`/articles/${id}?claim=${claim.id}`)
  const panel = checker.getByRole('article', { name: 'Claim 1' })
  await expect(panel.getByRole('button', { name: 'All of its words' })).toBeVisible()

  await checker.keyboard.press('Alt+v')
  await expect(panel.getByRole('radio', { name: 'Verified' })).toBeFocused()
  for (const name of ['Incorrect', 'Unverifiable', 'Needs wording']) {
    await checker.keyboard.press('ArrowDown')
    await expect(panel.getByRole('radio', { name })).toBeFocused()
    expect(await coverOf(checker)).toBeNull()
  }
  await checker.keyboard.press('Tab')
  await expect(panel.getByLabel('Rationale')).toBeFocused()
  expect(await coverOf(checker)).toBeNull()
  // Refused: the field and what is wrong with it are both to be seen.
  await checker.keyboard.press('Control+Enter')
  const refusal = panel.getByRole('alert').first()
  await expect(refusal).toBeInViewport({ ratio: 1 })
  expect(await coverOf(checker)).toBeNull()
  expect(
    await refusal.evaluate((alert) => {
      const { left, top, width, height } = alert.getBoundingClientRect()
      return alert.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    }),
  ).toBe(true)

  for (const key of ['Shift+Tab', 'Tab']) {
    const stops: string[] = []
    for (let stop = 0; stop < 40; stop += 1) {
      await checker.keyboard.press(key)
      if (!(await panel.evaluate((article) => article.contains(document.activeElement)))) break
      stops.push((await coverOf(checker)) ?? '')
    }
    expect([stops.length > 3, stops.filter(Boolean)]).toEqual([true, []])
    await checker.keyboard.press('Alt+v')
  }
})

/** What stands over a corner or the middle of what has the focus; nothing where all of it is to be seen. */
async function coverOf(page: Page): Promise<string | null> {
  return await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const focused = document.activeElement
    const shown = focused?.closest('label') ?? focused
    if (!focused || !shown) return 'nothing has the focus'
    const { left, right, top, bottom } = shown.getBoundingClientRect()
    const points = [
      [left + 6, top + 6],
      [right - 6, bottom - 6],
      [(left + right) / 2, (top + bottom) / 2],
    ] as const
    const cover = points.map(([x, y]) => document.elementFromPoint(x, y)).find((over) => !over || !(shown.contains(over) || over.contains(shown)))
    return cover === undefined ? null : `${focused.outerHTML.slice(0, 120)} under ${cover?.outerHTML.slice(0, 120)}`
  })
}
