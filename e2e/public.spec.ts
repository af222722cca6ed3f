/** What people without an account meet: published articles, corrections, the feed, and a one-time link. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type APIRequestContext, type Page } from '@playwright/test'
import { signInByHttp } from './support/sign-in.ts'
import { test } from './support/test.ts'

interface Article {
  id: string
  slug: string
  contentHash: string
  claimSetHash: string
}

async function publish(baseURL: string, title: string): Promise<{ article: Article; publisher: APIRequestContext }> {
  const [reporter, checker, publisher] = [
    await signInByHttp(baseURL, 'reporter'),
    await signInByHttp(baseURL, 'checker'),
    await signInByHttp(baseURL, 'publisher'),
  ]
  const content = 'The trip was his second.\n\n## What comes next\n\n- A deal\n- A **vote**\n\n> “So it goes,” he said.'
  const created = await reporter.post('/api/v1/articles', { data: { title, format: 'markdown', content } })
  const { id } = (await created.json()) as Article
  const path = `/api/v1/articles/${id}`
  const article = (await (await publisher.get(path)).json()) as Article
  for (const [person, kind] of [
    [checker, 'fact_check'],
    [publisher, 'final'],
  ] as const) {
    expect((await person.post(`${path}/sign-offs`, { data: { kind, contentHash: article.contentHash, claimSetHash: article.claimSetHash } })).status()).toBe(
      201,
    )
  }
  expect((await publisher.post(`${path}/publish`, { data: { contentHash: article.contentHash } })).status()).toBe(201)
  return { article, publisher }
}

/** What the browser complains of, refusals of the Content-Security-Policy included. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

async function accessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

test('[AP-8, AP-8b] readers have the article as it was approved, and after a withdrawal a notice', async ({ page, baseURL }) => {
  const title = 'A grain deal & “what comes next”'
  const { article, publisher } = await publish(baseURL ?? '', title)
  const complaints = complaintsOf(page)

  const response = await page.goto(`/p/${article.slug}`)
  expect(response?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'What comes next' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'A vote' }).locator('strong')).toHaveText('vote')
  const data: unknown = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  const newsroom = { '@type': 'NewsMediaOrganization', name: 'World' }
  expect(data).toMatchObject({ '@type': 'NewsArticle', headline: title, url: `${baseURL}/p/${article.slug}`, author: newsroom, publisher: newsroom })
  await expect(page, 'the title names nobody but the desk').toHaveTitle(`${title} · World`)
  await expect(page.getByText(/^Published .*\d{4}.* \d\d:\d\d UTC$/)).toBeVisible()
  await accessible(page)

  const [first, second] = [await page.request.get(`/p/${article.slug}`), await page.request.get(`/p/${article.slug}`)]
  const nonces = [first, second].map((answer) => /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1])
  expect(new Set([undefined, ...nonces]).size, '[SE-11] each answer has a nonce of its own').toBe(3)
  expect(await first.text()).toContain(`nonce="${nonces[0]}"`)

  await publisher.post(`/api/v1/articles/${article.id}/withdraw`, { data: { contentHash: article.contentHash, note: 'A source took back what they said.' } })
  const withdrawn = await page.goto(`/p/${article.slug}`)
  expect(withdrawn?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1, name: 'This article has been withdrawn' })).toBeVisible()
  await expect(page.getByText('A source took back what they said.')).toBeVisible()
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  expect(await page.content()).not.toContain('what comes next')
  await accessible(page)

  await page.getByRole('link', { name: 'Corrections' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'A source took back what they said.' })).toBeVisible()
  await accessible(page)
  expect(complaints).toEqual([])
  expect((await page.request.get('/p/never-published')).status()).toBe(404)
})

test('[AP-8] the feed names what readers have, and says when nothing is new', async ({ request, baseURL }) => {
  const { article } = await publish(baseURL ?? '', 'For the feed')
  const feed = await request.get('/feed.xml')
  expect([feed.status(), feed.headers()['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8'])
  expect(await feed.text()).toContain(`<link rel="alternate" type="text/html" href="${baseURL}/p/${article.slug}"/>`)
  const again = await request.get('/feed.xml', { headers: { 'if-none-match': feed.headers()['etag'] ?? '' } })
  expect([again.status(), await again.text()]).toEqual([304, ''])
})

test('[SE-8] a person who was added comes in by a link that works once', async ({ page, baseURL }) => {
  const admin = await signInByHttp(baseURL ?? '', 'admin')
  const desks = (await (await admin.get('/api/v1/desks')).json()) as { items: { id: string }[] }
  const created = await admin.post('/api/v1/people', {
    data: { name: 'Nia New', email: `nia-${Date.now()}@stet.example`, memberships: [{ deskId: desks.items[0]?.id, roles: ['reporter'] }] },
  })
  const { welcomeUrl } = (await created.json()) as { welcomeUrl: string }
  const complaints = complaintsOf(page)

  await page.goto(welcomeUrl)
  await expect(page.getByText('Hello Nia New.')).toBeVisible()
  await accessible(page)
  await page.getByLabel('Password').fill('four unrelated plain words')
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()

  await page.goto(welcomeUrl)
  await expect(page.getByRole('heading', { level: 1, name: 'This link cannot be used' })).toBeVisible()
  await accessible(page)
  expect(complaints).toEqual([])
})

test('[SE-5] a page asks for a sign-in and leads back to where one wanted to go', async ({ page }) => {
  await page.goto('/verification?state=open')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fverification%3Fstate%3Dopen$/)
  await page.getByLabel('E-mail').fill('checker@stet.example')
  await page.getByLabel('Password').fill('stet-demo-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/verification\?state=open$/)
})
