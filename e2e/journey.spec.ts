/** An article's way from draft to readers, with each person in a browser of their own, on the demo's real copy. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { copyOf, enter, expectCopy, openArticle, openClaim, saved, select, typeOver } from './support/newsroom.ts'
import { test } from './support/test.ts'

const CLAIM = 'second since Russian forces invaded Ukraine'

async function demoArticle(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/articles')
  const { items } = (await answer.json()) as { items: { id: string; slug: string }[] }
  const article = items.find(({ slug }) => slug === 'putin-in-tehran')
  if (article === undefined) throw new Error('The demo article is missing.')
  return article.id
}

async function expectNoViolations(page: Page): Promise<void> {
  // What is half faded, such as the name at somebody's caret, has half its contrast.
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition && animation.playState === 'running'))
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    page.url(),
  ).toEqual([])
}

test('[CO-4][CL-1][CL-3][RE-5] two people write, a claim is tagged, checked, re-opened and restored, and the article is published', async ({ browser }) => {
  test.setTimeout(240_000)
  const [reporter, editor] = [await enter(browser, 'reporter'), await enter(browser, 'editor')]
  const articleId = await demoArticle(reporter)

  await test.step('both type, and each sees the other', async () => {
    await Promise.all([openArticle(reporter, articleId), openArticle(editor, articleId)])
    await select(reporter, 'always good friends', 'end')
    await reporter.keyboard.type(', aides say')
    await select(editor, 'severe Western sanctions', 'start')
    await editor.keyboard.type('ever more ')
    for (const page of [reporter, editor]) {
      await expectCopy(page, 'always good friends, aides say')
      await expectCopy(page, 'ever more severe Western sanctions')
      await saved(page)
    }
    await expect(reporter.getByText('Demo Editor').first()).toBeVisible()
    await expect(editor.getByText('Demo Reporter').first()).toBeVisible()
  })

  await test.step('undo takes back one’s own change only', async () => {
    await reporter.keyboard.press('Control+z')
    for (const page of [reporter, editor]) {
      await expectCopy(page, 'aides say', { present: false })
      await expectCopy(page, 'ever more severe')
    }
    await editor.keyboard.press('Control+z')
    await expectCopy(reporter, 'ever more', { present: false })
  })

  await test.step('the editor tags a claim, and both see it in the margin', async () => {
    await select(editor, CLAIM)
    // By mouse, at the button beside the words; elsewhere by the shortcut.
    await copyOf(editor).locator('..').getByRole('button', { name: 'Tag claim' }).click()
    const form = editor.getByRole('dialog', { name: 'Tag claim' })
    await form.getByRole('button', { name: 'Tag claim', exact: true }).click()
    for (const page of [reporter, editor])
      await expect(page.locator('button[id^="claim-card-"], article[aria-label]', { hasText: CLAIM }).first()).toBeVisible()
  })

  await test.step('the editor assigns it with a question and a due time', async () => {
    const panel = await openClaim(editor, 1)
    await panel.getByRole('button', { name: 'Assign', exact: true }).click()
    await panel.getByLabel('Fact-checker', { exact: true }).selectOption({ label: 'Demo Checker' })
    await editor.getByLabel('Due (optional)').fill('2030-01-01T18:00')
    await editor.getByLabel('Question to the checker (optional)').fill('Second, or third?')
    await editor.getByRole('button', { name: 'Assign', exact: true }).last().click()
    await expect(panel).toContainText('Demo Checker')
  })

  const checker = await enter(browser, 'checker')
  await test.step('the checker finds it in their work and on the board, adds evidence and gives a verdict', async () => {
    await checker.goto('/')
    await expect(checker.getByText(CLAIM).first()).toBeVisible()
    await expectNoViolations(checker)
    await checker.goto('/verification')
    await expect(checker.getByText(CLAIM).first()).toBeVisible()
    // Other tests' articles hold the same words.
    await checker.locator(`a[href*="${articleId}"]`, { hasText: CLAIM }).first().click()
    const panel = checker.getByRole('article', { name: 'Claim 1' })
    await expect(panel).toContainText('Second, or third?')

    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await panel.getByLabel('Address').fill('https://www.example.org/trips')
    await panel.getByRole('button', { name: 'Add evidence' }).click()
    await expect(panel).toContainText('example.org')
    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await panel.getByLabel('Type').selectOption({ label: 'Note' })
    await panel.getByLabel('What was found').fill('Tajikistan and Turkmenistan in June were the first.')
    await panel.getByRole('button', { name: 'Add evidence' }).click()
    await expect(panel).toContainText('Turkmenistan in June')

    await panel.getByText('Verified', { exact: true }).last().click()
    await panel.getByLabel('Rationale').fill('The June trip was the first abroad; this one is the second.')
    await panel.getByRole('button', { name: 'Give verdict' }).click()
    await expect(panel).toContainText('Verified')
    await expectNoViolations(checker)
  })

  await test.step('a changed word re-opens it before everyone’s eyes, typing it back restores it', async () => {
    await typeOver(reporter, 'second since', 'third since')
    const panel = checker.getByRole('article', { name: 'Claim 1' })
    await expect(panel).toContainText('Re-opened by a material change')
    await expect(panel.locator('del').first()).toContainText('second')
    await expect(panel.locator('ins').first()).toContainText('third')
    await expect(reporter.getByText('Re-opened').first()).toBeVisible()
    await typeOver(reporter, 'third since', 'second since')
    await expect(panel).not.toContainText('Re-opened by')
    await saved(reporter)
  })

  await test.step('a change of typography inside it does nothing', async () => {
    await typeOver(reporter, 'second since', 'second\u00a0since')
    const claims = async () => {
      const { items } = (await (await checker.request.get(`/api/v1/articles/${articleId}/claims`)).json()) as { items: { wording: string; state: string }[] }
      return items.map(({ wording, state }) => [wording, state])
    }
    await expect.poll(claims).toEqual([[CLAIM.replace('second since', 'second\u00a0since'), 'verified']])
  })

  const publisher = await enter(browser, 'publisher')
  await test.step('the gate names what is open, and sign-offs clear it', async () => {
    await publisher.goto(`/articles/${articleId}/review`)
    await expect(publisher.getByRole('heading', { name: 'Why can’t this be published?' })).toBeVisible()
    await expect(publisher.getByText('The fact-check sign-off is missing.')).toBeVisible()
    await expectNoViolations(publisher)
    await checker.goto(`/articles/${articleId}/review`)
    await checker.getByRole('button', { name: /^Sign off/ }).click()
    await expect(checker.getByText('Signed', { exact: true })).toBeVisible()
    await publisher.reload()
    await publisher.getByRole('button', { name: /^Sign off/ }).click()
    await expect(publisher.getByText('Nothing stands in the way of publishing this text.')).toBeVisible()
  })

  await test.step('an edit makes the sign-offs stale; they are given again', async () => {
    await typeOver(reporter, 'penalties', 'sanctions')
    await saved(reporter)
    for (const page of [checker, publisher]) {
      await page.reload()
      await expect(page.getByText('The copy has changed since.').first()).toBeVisible()
    }
    await signAgain(checker)
    await expect(checker.getByText('Signed', { exact: true })).toBeVisible()
    await publisher.reload()
    await signAgain(publisher)
    await expect(publisher.getByText('Nothing stands in the way of publishing this text.')).toBeVisible()
  })

  await test.step('the publisher publishes, and readers get exactly that', async () => {
    await publisher.getByRole('button', { name: 'Publish…' }).click()
    await publisher
      .getByRole('dialog')
      .getByRole('button', { name: /^Publish/ })
      .click()
    await expect(publisher.getByRole('link', { name: 'Open the public page' })).toBeVisible()
    await typeOver(reporter, 'sanctions.', 'nothing at all.')
    await saved(reporter)
    const reader = await (await browser.newContext()).newPage()
    await reader.goto('/p/putin-in-tehran')
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Putin in Tehran: Iran backs Moscow as grain deal nears')
    await expect(reader.getByRole('article')).toContainText('imposing sanctions')
    await expect(reader.getByRole('article')).not.toContainText('nothing at all')
    await expectNoViolations(reader)
    const structured: unknown = JSON.parse((await reader.locator('script[type="application/ld+json"]').textContent()) ?? '')
    expect(structured).toMatchObject({ '@type': 'NewsArticle', headline: 'Putin in Tehran: Iran backs Moscow as grain deal nears' })
  })

  await test.step('the record tells every act in order', async () => {
    await publisher.goto(`/articles/${articleId}/record`)
    for (const act of ['started the article', 'tagged claim 1', 'asked Demo Checker', 'checked claim 1', 'was re-opened', 'published it'])
      await expect(publisher.getByText(act).first()).toBeVisible()
    await expectNoViolations(publisher)
  })
})

for (const scheme of ['light', 'dark'] as const) {
  test(`[UI-1] every page is accessible by axe's rules in the ${scheme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: scheme })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expectNoViolations(page)
    await page.getByRole('button', { name: /Demo Editor/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
    const articleId = await demoArticle(page)
    for (const path of [
      '/',
      '/articles',
      `/articles/${articleId}`,
      `/articles/${articleId}/review`,
      `/articles/${articleId}/history`,
      `/articles/${articleId}/record`,
      '/verification',
      '/settings',
      '/corrections',
      '/no-such-page',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading').or(copyOf(page)).first()).toBeVisible()
      await expectNoViolations(page)
    }
  })
}

/** From what changed since, which the dialog shows. */
async function signAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Sign off/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Changes in the copy' })).toContainText('sanctions')
  await dialog.getByRole('button', { name: /^Sign off/ }).click()
}
