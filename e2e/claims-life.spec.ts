/** What a claim goes through between its checker and its author, and what comes along when its words are pasted. */
import { expect, type Locator } from '@playwright/test'
import { copyOf, enter, expectCopy, openClaim, saved, select } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

test('[WO-2f][WO-2g][CL-11b][CL-4f] a question is answered and closed, a wording accepted, and a pasted claim tagged anew', async ({ browser, baseURL }) => {
  test.setTimeout(180_000)
  const editor = await signInByHttp(baseURL ?? '', 'editor')
  const { items: desks } = (await (await editor.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const start = async (title: string, content: string) => {
    const made = await editor.post('/api/v1/articles', { data: { title, deskId: desks[0]?.id, format: 'text', content } })
    return ((await made.json()) as { id: string }).id
  }
  const articleId = await start('Ships leave', 'Twenty ships left the port on Friday, the ministry said.')
  const otherId = await start('The week at sea', `${'A day without wind.\n\n'.repeat(30)}Earlier in the week:`)
  await editor.post(`/api/v1/articles/${articleId}/claims`, { data: { quote: 'Twenty ships left the port', kind: 'figure' } })

  const checker = await enter(browser, 'checker')
  await checker.goto(`/articles/${articleId}`)
  const asked = await openClaim(checker, 1)
  await asked.getByRole('button', { name: 'Ask', exact: true }).click()
  await asked.getByLabel('Question to the author').fill('All of them with grain?')
  await asked.getByRole('button', { name: 'Ask the author' }).click()
  await expect(asked.getByText('Waiting on the author')).toBeVisible()

  const author = await enter(browser, 'editor')
  await test.step('the question waits on the author’s own page, and is answered there', async () => {
    await expect(author.getByRole('heading', { name: /Waiting on you/ })).toBeVisible()
    await author.getByRole('link', { name: 'Twenty ships left the port' }).first().click()
    // It is open already: the link leads to it.
    const panel = author.getByRole('article', { name: 'Claim 1' })
    await panel.getByLabel('Answer').fill('Seven of them.')
    await panel.getByRole('button', { name: 'Send' }).click()
    await expect(panel.getByText('Seven of them.')).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Close the question' })).toHaveCount(0)
  })

  await test.step('its asker closes it, and proposes a wording with their verdict', async () => {
    await expect(asked.getByText('Seven of them.')).toBeVisible()
    await asked.getByRole('button', { name: 'Close the question' }).click()
    await expect(asked.getByText('1 closed question')).toBeVisible()
    await asked.getByText('Needs wording', { exact: true }).click()
    await asked.getByLabel('Rationale').fill('Seven of twenty carried grain.')
    await asked.getByLabel('What it ought to say (optional)').fill('Seven ships with grain left the port')
    await asked.getByRole('button', { name: 'Give verdict' }).click()
  })

  await test.step('the author puts it into the copy with a click, and everybody has it', async () => {
    const panel = author.getByRole('article', { name: 'Claim 1' })
    await panel.getByRole('button', { name: 'Put it into the copy' }).click()
    for (const page of [author, checker]) await expectCopy(page, 'Seven ships with grain left the port on Friday')
    await expect(asked.getByText('You wrote some of these words')).toBeVisible()
  })

  await test.step('pasted into another article, its words are offered as a claim there', async () => {
    await author.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await select(author, 'Seven ships with grain left the port on Friday')
    await author.keyboard.press('Control+c')
    await author.goto(`/articles/${otherId}`)
    await expect(copyOf(author)).toContainText('Earlier in the week')
    await select(author, 'Earlier in the week:', 'end')
    await author.keyboard.press('Control+v')
    await saved(author)
    const offer = author.getByRole('article', { name: 'Pasted with a claim' })
    await expect(offer).toBeInViewport()
    const top = async (place: Locator) => (await place.boundingBox())?.y ?? 0
    const words = author.locator('.pasted-span').first()
    await expect(words).toHaveText('Seven ships with grain left the port')
    await expect.poll(async () => Math.abs((await top(offer)) - (await top(words))), { message: 'it stands level with its words' }).toBeLessThan(16)
    await expect(offer.getByRole('link', { name: 'Claim 1 of “Ships leave”' })).toBeVisible()
    await expect(author.locator('button[id^="claim-card-"]')).toHaveCount(0)
    await offer.getByRole('button', { name: 'Tag them here' }).click()
    const panel = author.getByRole('article', { name: 'Claim 1' })
    await expect(panel.getByText('Seven ships with grain left the port').first()).toBeVisible()
    await expect(panel.getByRole('heading', { name: 'Pasted from' })).toBeVisible()
    await expect(offer).toHaveCount(0)
  })
})

test('[CL-8l] a quotation that nobody has tagged leads from the review page to its words, where one key tags it', async ({ browser, baseURL }) => {
  const editor = await signInByHttp(baseURL ?? '', 'editor')
  const content = `${'Nothing was said all morning.\n\n'.repeat(30)}“We leave at dawn,” Anna Reed said.`
  const made = await editor.post('/api/v1/articles', { data: { title: 'At the harbour', format: 'text', content } })
  const { id } = (await made.json()) as { id: string }
  const page = await enter(browser, 'editor')
  await page.goto(`/articles/${id}/review`)
  await expect(page.getByText('No claim covers it · Probably said by Anna Reed')).toBeVisible()
  await page.getByRole('link', { name: 'We leave at dawn' }).click()
  await expect(copyOf(page).getByText('We leave at dawn')).toBeInViewport()
  await expect(page).toHaveURL(`/articles/${id}`)
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('dialog', { name: 'Tag claim' }).getByRole('button', { name: 'Tag claim', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Claim 1' })).toContainText('We leave at dawn')
  await page.goto(`/articles/${id}?words=${encodeURIComponent('We stay here')}`)
  await expect(page.getByText('These words are not in the copy any more').first()).toBeVisible()
})

test('[CL-6p][CL-6r] evidence that comes against a verdict is seen by its checker, who confirms it, and by whoever would publish', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const [editor, checking] = [await signInByHttp(baseURL ?? '', 'editor'), await signInByHttp(baseURL ?? '', 'checker')]
  const { items: desks } = (await (await editor.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const made = await editor.post('/api/v1/articles', {
    data: { title: 'Nine ships', deskId: desks[0]?.id, format: 'text', content: 'Nine ships came on Friday.' },
  })
  const { id: articleId } = (await made.json()) as { id: string }
  const tagged = await editor.post(`/api/v1/articles/${articleId}/claims`, { data: { quote: 'Nine ships came', kind: 'figure' } })
  const { id, wordingHash } = (await tagged.json()) as { id: string; wordingHash: string }
  await checking.post(`/api/v1/claims/${id}/verdicts`, { data: { verdict: 'verified', rationale: 'The port says so.', wordingHash } })

  const checker = await enter(browser, 'checker')
  await checker.goto(`/articles/${articleId}`)
  const panel = await openClaim(checker, 1)
  await expect(panel.getByText('Verified').first()).toBeVisible()
  await editor.post(`/api/v1/claims/${id}/evidence`, { data: { type: 'note', text: 'The harbour master counted eight.', relation: 'contradicts' } })
  const note = panel.getByRole('region', { name: 'Why its verdict has to be confirmed' })
  await expect(note.getByText('Evidence against this claim came after its verdict')).toBeVisible()

  const publisher = await enter(browser, 'publisher')
  await publisher.goto(`/articles/${articleId}/review`)
  const blocker = publisher.getByRole('link', { name: /^Claim 1 .+ has evidence against it that came after its verdict/ })
  await expect(blocker).toBeVisible()
  await checker.goto('/verification?state=to_confirm')
  await expect(checker.getByText('Nine ships came').first()).toBeVisible()

  await checker.goto(`/articles/${articleId}?claim=${id}`)
  await note.getByRole('button', { name: 'Still holds' }).click()
  await expect(note).toHaveCount(0)
  await expect(blocker).toHaveCount(0)
})
