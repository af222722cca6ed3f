/** A checker's evidence: links captured from a site of the test's own, files, and what others may not see. */
import { expect } from '@playwright/test'
import { html, openSite, type TestSite } from '#tests/support/test-site.ts'
import { enter, openClaim } from './support/newsroom.ts'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

const MARKER = 'zanzibar-minutes'
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let site: TestSite

test.beforeAll(async () => {
  site = await openSite({}, Number(process.env['STET_E2E_SITE_PORT']))
})
test.afterAll(() => site.close())

test('[CL-7d][CL-7h][CL-7i][CL-7j][CL-7b] a checker captures a link, reads it, sees it change, adds files, and keeps one thing from the rest', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000)
  const reporter = await signInByHttp(baseURL ?? '', 'reporter')
  const { items: desks } = (await (await reporter.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const made = await reporter.post('/api/v1/articles', {
    data: { title: 'Grain ships leave', deskId: desks[0]?.id, format: 'text', content: 'Twenty ships left the port on Friday, the ministry said.' },
  })
  const { id: articleId } = (await made.json()) as { id: string }
  const tagged = await reporter.post(`/api/v1/articles/${articleId}/claims`, { data: { quote: 'Twenty ships left the port', kind: 'figure' } })
  const { id: claimId } = (await tagged.json()) as { id: string }

  const checker = await enter(browser, 'checker')
  await checker.goto(`/articles/${articleId}`)
  const panel = await openClaim(checker, 1)
  const add = async (type: string) => {
    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await panel.getByLabel('Type').selectOption({ label: type })
  }
  const submit = async () => {
    await panel.getByRole('button', { name: 'Add evidence' }).click()
    await expect(panel.getByRole('button', { name: 'Add evidence' })).toHaveCount(0)
  }

  await test.step('a link is captured, and its text opens with the excerpt marked', async () => {
    const filler = '<p>The ministry publishes such a list every week, with the tonnage of each of the ships and their flags.</p>'.repeat(12)
    site.pages = {
      '/list': html(
        `<article><h1>Departures</h1>${filler}<p>On Friday <b>twenty</b> ships\nleft the port.</p></article><script>alert(1)</script>`,
        'Departures of the week',
      ),
    }
    await add('Link')
    await panel.getByLabel('Address').fill(`${site.url}/list`)
    await panel.getByLabel('Excerpt').fill('on friday twenty ships left')
    await panel.getByLabel('Where in the source').fill('last paragraph')
    await submit()
    await expect(panel.getByText('Captured', { exact: true })).toBeVisible()
    await panel.getByRole('button', { name: 'Read the source' }).click()
    const source = checker.getByRole('dialog', { name: 'Departures of the week' })
    await expect(source.locator('mark')).toHaveText(/On Friday twenty ships\s+left/)
    await expect(source.locator('mark')).toBeInViewport()

    await checker.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  })

  await test.step('captured again, it shows what changed', async () => {
    site.pages = { '/list': html('<p>On Friday nineteen ships left the port.</p>', 'Departures of the week') }
    await panel.getByRole('button', { name: 'Capture again' }).click()
    await expect.poll(() => site.asked.filter((path) => path === '/list').length).toBe(2)
    await expect(panel.getByText('Captured', { exact: true })).toBeVisible()
    await panel.getByRole('button', { name: 'The source has changed: see what' }).click()
    const source = checker.getByRole('dialog', { name: 'Departures of the week' })
    await expect(source.locator('ins').first()).toContainText('nineteen')
    await checker.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  })

  await test.step('a capture that fails says why, and what it said is pasted', async () => {
    await add('Link')
    await panel.getByLabel('Address').fill(`${site.url}/gone`)
    await submit()
    const item = panel.getByRole('listitem').filter({ hasText: '/gone' })
    await expect(item).toContainText('The site answered with 404')
    await item.getByRole('button', { name: 'Paste the text' }).click()
    await item.getByLabel('What the source says').fill('The page said: twenty ships.')
    await item.getByRole('button', { name: 'Keep the text' }).click()
    await expect(item).toContainText('Text pasted')
  })

  await test.step('a file is read, a picture is shown', async () => {
    await add('File')
    await panel
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes: twenty ships left.') })
    await submit()
    const minutes = panel.getByRole('listitem').filter({ hasText: 'minutes.txt' })
    await expect(minutes).toContainText('Text read')
    await minutes.getByRole('button', { name: 'Read the source' }).click()
    await expect(checker.getByRole('dialog', { name: 'minutes.txt' })).toContainText('Minutes: twenty ships left.')
    await checker.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
    await add('File')
    await panel.getByLabel('File', { exact: true }).setInputFiles({ name: 'port.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
    await submit()
    const picture = panel.getByRole('img', { name: 'Picture: port.png' })
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1)
  })

  await test.step('what is confidential is on no page of somebody who is no reader of it', async () => {
    await add('Note')
    await panel.getByLabel('What was found').fill(`Told in confidence: ${MARKER}`)
    await panel.getByLabel('Confidential', { exact: true }).check()
    await submit()
    await expect(panel).toContainText(MARKER)
    const editor = await enter(browser, 'editor')
    const pages = [
      '/',
      '/articles',
      '/verification',
      '/corrections',
      ...['', '/review', '/history', '/record'].map((part) => `/articles/${articleId}${part}`),
      `/articles/${articleId}?claim=${claimId}`,
    ]
    for (const address of pages) {
      await editor.goto(address)
      await expect(editor.getByRole('main').first()).toBeVisible()
      expect(await editor.content(), address).not.toContain(MARKER)
    }
    await editor.goto(`/articles/${articleId}`)
    const seen = await openClaim(editor, 1)
    await expect(seen).toContainText('minutes.txt')
    await expect(seen).not.toContainText(MARKER)
  })
})
