/** Addresses that lead nowhere, through the whole program. */
import { expect } from '@playwright/test'
import { enter } from './support/newsroom.ts'
import { test } from './support/test.ts'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

test('[UI-20] an address that leads nowhere is a 404 with a page that leads on, signed in or not', async ({ browser, page: stranger }) => {
  const editor = await enter(browser, 'editor')
  const articles = ['x', UNKNOWN, '%ff'].flatMap((id) => ['', '/review', '/history', '/record'].map((side) => `/articles/${id}${side}`))
  for (const path of [...articles, '/no-such-page', '/%ff']) {
    const response = await editor.goto(path)
    expect([path, response?.status()]).toEqual([path, 404])
    await expect(editor.getByRole('heading', { name: 'This does not exist, or you may not see it' })).toBeVisible()
    await expect(editor.getByRole('link', { name: 'Go to my work' })).toBeVisible()
  }
  for (const path of ['/no-such-page', '/%ff', '/p/%ff', '/p/never-published']) {
    const response = await stranger.goto(path)
    expect([path, response?.status()]).toEqual([path, 404])
    await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('[AP-4] the same over the API is a problem that says what is wrong', async ({ browser }) => {
  const { request } = await enter(browser, 'editor')
  const answers = await Promise.all(['x', UNKNOWN, '%ff'].map((id) => request.get(`/api/v1/articles/${id}`)))
  expect(answers.map((answer) => [answer.status(), answer.headers()['content-type']])).toEqual([
    [404, 'application/problem+json'],
    [404, 'application/problem+json'],
    [400, 'application/problem+json'],
  ])
})
