import { expect, type Browser, type Locator, type Page } from '@playwright/test'
import { DEMO_PASSWORD, type DemoRole } from './sign-in.ts'

/** A person with a browser of their own, signed in through the form. */
export async function enter(browser: Browser, role: DemoRole): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, role)
  return page
}

/** Fills in the form that the page shows. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  await page.getByLabel('E-mail').fill(`${role}@stet.example`)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
}

export function copyOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Article text' })
}

/** Waits until the copy holds the words, or does not; other people's cursors and their names are not copy. */
export async function expectCopy(page: Page, words: string, { present = true } = {}): Promise<void> {
  const read = async () =>
    await copyOf(page).evaluate((root) => {
      const copy = root.cloneNode(true)
      if (copy instanceof Element) copy.querySelectorAll('.remote-caret').forEach((widget) => widget.remove())
      return copy.textContent ?? ''
    })
  if (present) await expect.poll(read).toContain(words)
  else await expect.poll(read).not.toContain(words)
}

export async function openArticle(page: Page, articleId: string): Promise<void> {
  await page.goto(`/articles/${articleId}`)
  await expect(copyOf(page)).toContainText('Putin')
}

/** Puts the caret beside words in the copy, as End or Home would after a click: no coordinates, real selection events. */
export async function select(page: Page, words: string, part: 'all' | 'start' | 'end' = 'all'): Promise<void> {
  const copy = copyOf(page)
  // A click into the copy first, so that the editor has the focus as it has for a person.
  await copy.focus()
  await copy.evaluate(
    (root, { wanted, which }) => {
      const texts: Text[] = []
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      while (walker.nextNode())
        if (walker.currentNode instanceof Text && !walker.currentNode.parentElement?.closest('.remote-caret')) texts.push(walker.currentNode)
      const whole = texts.map((text) => text.data).join('')
      const from = whole.indexOf(wanted)
      if (from < 0) throw new Error(`"${wanted}" does not stand in the copy.`)
      // Words that begin a block begin there, and not at the end of the block before.
      const place = (offset: number, edge: 'start' | 'end'): [Text, number] => {
        let left = offset
        for (const text of texts) {
          if (left < text.length || (edge === 'end' && left === text.length)) return [text, left]
          left -= text.length
        }
        throw new Error('The copy ends before that.')
      }
      const start = which === 'end' ? place(from + wanted.length, 'end') : place(from, 'start')
      const end = which === 'start' ? place(from, 'start') : place(from + wanted.length, 'end')
      getSelection()?.setBaseAndExtent(...start, ...end)
    },
    { wanted: words, which: part },
  )
}

/** Types over the words, key by key. */
export async function typeOver(page: Page, words: string, replacement: string): Promise<void> {
  await select(page, words)
  await page.keyboard.type(replacement)
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible()
}

/** Opens the whole claim from its card, and returns its panel. */
export async function openClaim(page: Page, number: number): Promise<Locator> {
  const panel = page.getByRole('article', { name: `Claim ${number}` })
  if (!(await panel.isVisible()))
    await page
      .locator('button[id^="claim-card-"]')
      .filter({ hasText: new RegExp(`Claim\\s*${number}\\D`) })
      .click()
  await expect(panel).toBeVisible()
  return panel
}
