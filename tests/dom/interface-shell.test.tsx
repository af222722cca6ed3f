import { readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PersonDialog } from '#components/admin/person-dialog.tsx'
import { NewArticle } from '#components/articles/new-article.tsx'
import { deviceName } from '#components/settings/device-name.ts'
import { AccountMenu } from '#components/shell/account-menu.tsx'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import { CommandPalette } from '#components/shell/command-palette.tsx'
import { isBusy, LiveRefresh } from '#components/shell/live-refresh.tsx'
import { NavLinks } from '#components/shell/nav-links.tsx'
import { OfflineNote } from '#components/shell/offline-note.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { localPath } from '#components/sign-in/local-path.ts'
import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { FakeEventSource } from './fake-event-source.ts'
import { anArticle } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

let place = '/verification'
const router = { refresh: vi.fn(), push: vi.fn(), replace: vi.fn() }
vi.mock('next/navigation', () => ({
  useRouter: () => router,
  usePathname: () => place,
  useSearchParams: () => new URLSearchParams('state=open&cursor=x'),
}))
const signIn = vi.fn()
vi.mock('next-auth/react', () => ({ signIn: (...given: unknown[]) => signIn(...given), signOut: vi.fn() }))

let answer: (url: string) => Response

beforeEach(() => {
  vi.clearAllMocks()
  place = '/verification'
  answer = () => Response.json({ items: [], nextCursor: null })
  vi.stubGlobal('fetch', async (url: string) => answer(url))
  vi.stubGlobal('EventSource', FakeEventSource)
  stubLayout()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const ABILITIES = { createArticle: true, managePeople: false }

/** Opens the palette by its key, types the words and presses Enter. */
async function enterInPalette(words: string): Promise<void> {
  renderInterface(<CommandPalette abilities={ABILITIES} />)
  fireEvent.keyDown(document, { key: 'k', ctrlKey: true })
  const field = await screen.findByRole('combobox')
  fireEvent.change(field, { target: { value: words } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

describe('finding one’s way', () => {
  it('[UI-6] marks the place where one is, and shows administration to administrators', async () => {
    const { container } = renderInterface(<NavLinks managePeople={false} />)
    expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('aria-current')])).toEqual([
      ['My work', null],
      ['Articles', null],
      ['Verification', 'page'],
      ['Handover', null],
      ['Search', null],
    ])
    expect(await faults(container)).toEqual([])
    cleanup()
    renderInterface(<NavLinks managePeople />)
    expect(screen.getByRole('link', { name: 'Admin' })).toBeDefined()
  })

  it('[UI-6] names the four sides of an article', () => {
    renderInterface(<ArticleNav article={anArticle()} />)
    expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['Write', 'Review', 'History', 'Record'])
  })

  it('[UI-7] opens the palette with Ctrl-K, and leads to an article by its headline', async () => {
    answer = () => Response.json({ items: [anArticle()], nextCursor: null })
    renderInterface(<CommandPalette abilities={ABILITIES} />)
    fireEvent.keyDown(document, { key: 'k', ctrlKey: true })
    fireEvent.click(await screen.findByRole('option', { name: /Harbour strike/ }))
    expect(router.push.mock.calls).toEqual([['/articles/a0000000-0000-4000-8000-000000000001']])
  })

  it('[UI-7] does what was typed before it searches for it', async () => {
    await enterInPalette('new article')
    expect(router.push.mock.calls).toEqual([['/articles?new']])
  })

  it('[UI-7] leads to the sides of the article that is open', async () => {
    place = '/articles/a0000000-0000-4000-8000-000000000001'
    await enterInPalette('publish')
    expect(router.push.mock.calls).toEqual([['/articles/a0000000-0000-4000-8000-000000000001/review']])
  })

  it('[UI-7] leaves a key alone that the editor has used', () => {
    renderInterface(<CommandPalette abilities={ABILITIES} />)
    const used = new KeyboardEvent('keydown', { key: 'k', metaKey: true, cancelable: true, bubbles: true })
    used.preventDefault()
    document.dispatchEvent(used)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('[UI-7] works without the articles while they cannot be had', async () => {
    answer = () => Response.json({ title: 'x', detail: 'y', code: 'unavailable' }, { status: 503 })
    renderInterface(<CommandPalette abilities={ABILITIES} />)
    fireEvent.keyDown(document, { key: 'k', metaKey: true })
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual([
      'My work',
      'Articles',
      'Verification',
      'Handover',
      'Search',
      'Settings',
      'New article…',
      'Sign out',
    ])
  })

  it('[UI-8] keeps a filter in the address, and starts the list anew', () => {
    renderInterface(
      <QuerySelect
        name="state"
        label="State"
        options={[
          { value: '', label: 'All states' },
          { value: 'open', label: 'Open' },
        ]}
      />,
    )
    const select = screen.getByLabelText<HTMLSelectElement>('State')
    expect(select.value).toBe('open')
    fireEvent.change(select, { target: { value: '' } })
    expect(router.replace.mock.calls).toEqual([['/verification', { scroll: false }]])
  })

  it('[UI-9] comes back to a page of ours only', () => {
    const site = 'https://stet.example.org'
    const asked = [
      '/articles/1?claim=2',
      'https://stet.example.org/admin',
      'https://evil.example/x',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      'https://stet.example.org//evil.example',
      'javascript:alert(1)',
      '/sign-in',
      undefined,
      ['/a'],
    ]
    expect(asked.map((given) => localPath(given, site))).toEqual(['/articles/1?claim=2', '/admin', '/', '/', '/', '/', '/', '/', '/', '/', '/'])
  })

  it('[UI-1] a chosen theme is on the page at once, and in the cookie for the next', async () => {
    renderInterface(<AccountMenu me={{ name: 'Maya Ito', email: 'maya@example.org', color: 1, abilities: ABILITIES }} theme="system" />)
    fireEvent.keyDown(screen.getByRole('button', { name: 'Menu and account of Maya Ito' }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Dark' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(document.cookie).toContain('stet-theme=dark')
    expect(readFileSync('app/layout.tsx', 'utf8')).toContain('data-theme={theme')
  })
})

describe('signing in', () => {
  const form = (given: Partial<Parameters<typeof SignInForm>[0]> = {}) =>
    renderInterface(<SignInForm goTo="/" error={null} oidc={false} demo={null} {...given} />)

  it.each([
    ['CredentialsSignin', /do not match an account/],
    ['too-many-requests', /Too many tries/],
    ['OAuthCallback', /could not be reached/],
  ])('[UI-16] a refusal (%s) says what to do, [UI-17] and the e-mail stays', async (error, sentence) => {
    signIn.mockResolvedValue({ ok: false, error, status: 401, url: null })
    const { container } = form()
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'maya@example.org' } })
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'wrong' } })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence)
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('maya@example.org')
    expect(await faults(container)).toEqual([])
  })

  it('shows demo accounts where there is a demo, and nowhere else', () => {
    form()
    expect(screen.queryByRole('heading', { name: /Demo newsroom/ })).toBeNull()
    cleanup()
    form({ demo: { accounts: [{ email: 'reporter@stet.example', name: 'Demo Reporter' }], password: 'p' } })
    signIn.mockResolvedValue({ ok: false, error: 'CredentialsSignin' })
    fireEvent.click(screen.getByRole('button', { name: /Demo Reporter/ }))
    expect(signIn.mock.calls).toEqual([['credentials', { email: 'reporter@stet.example', password: 'p', redirect: false }]])
  })
})

describe('forms', () => {
  it('[UI-16] shows a refusal beside its field, [UI-17] and keeps what was typed, also when the dialog is closed', async () => {
    answer = () =>
      Response.json(
        {
          title: 'Some of what was sent is not valid',
          detail: 'Correct the fields named.',
          code: 'invalid-input',
          errors: [{ field: 'title', message: 'Must be at most 300 characters.' }],
        },
        { status: 422 },
      )
    renderInterface(<NewArticle desks={[{ id: 'd1', name: 'World' }]} initiallyOpen />)
    fireEvent.change(screen.getByLabelText('Headline'), { target: { value: 'Harbour strike' } })
    fireEvent.change(screen.getByLabelText('Copy'), { target: { value: 'Dockers voted.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Start the article' }))
    expect((await screen.findByText('Must be at most 300 characters.')).id).toBe(screen.getByLabelText('Headline').getAttribute('aria-describedby'))
    expect(screen.getByLabelText('Headline').getAttribute('aria-invalid')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    fireEvent.click(screen.getByRole('button', { name: 'New article' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Copy').value).toBe('Dockers voted.')
  })

  it('[UI-16] a new article without a headline says so at its field, and asks nothing of the server', async () => {
    renderInterface(<NewArticle desks={[{ id: 'd1', name: 'World' }]} initiallyOpen />)
    fireEvent.change(screen.getByLabelText('Headline'), { target: { value: '  ' } })
    fireEvent.click(screen.getByRole('button', { name: 'Start the article' }))
    const headline = screen.getByLabelText<HTMLInputElement>('Headline')
    expect((await screen.findByText(/^Give the article a headline/)).id).toBe(headline.getAttribute('aria-describedby'))
    expect([document.activeElement, headline.form?.noValidate]).toEqual([headline, true])
    expect(router.push).not.toHaveBeenCalled()
  })

  it('[UI-17] a press beside a dialog does not close it when something is typed in it', () => {
    renderInterface(<NewArticle desks={[{ id: 'd1', name: 'World' }]} initiallyOpen />)
    fireEvent.change(screen.getByLabelText('Headline'), { target: { value: 'H' } })
    fireEvent.pointerDown(document.body)
    expect(screen.getByRole('dialog')).toBeDefined()
  })

  it('shows the one-time link of a new person once, to copy', async () => {
    answer = () => Response.json({ id: 'p1', welcomeUrl: 'https://stet.example.org/welcome?token=abc' }, { status: 201 })
    renderInterface(
      <PersonDialog
        rolesLocked={false}
        person={null}
        desks={[{ id: 'd1', name: 'World', slug: 'world', fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true }]}
        onClose={() => undefined}
      />,
    )
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Omar Haddad' } })
    fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'omar@example.org' } })
    fireEvent.click(screen.getByRole('checkbox', { name: 'Fact-checker' }))
    fireEvent.click(screen.getByRole('button', { name: 'Add, and make a link' }))
    expect((await screen.findByLabelText<HTMLInputElement>('One-time link')).value).toBe('https://stet.example.org/welcome?token=abc')
  })
})

describe('a person who is there already', () => {
  const desk = { id: 'd1', name: 'World', slug: 'world', fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true }
  const ada = {
    id: 'p1',
    name: 'Ada',
    email: 'ada@example.org',
    isAdmin: true,
    disabled: false,
    color: 1,
    desks: [{ deskId: 'd1', deskName: 'World', roles: ['checker' as const] }],
  }

  it('[SE-8] gets a new one-time link, shown once', async () => {
    answer = () => Response.json({ welcomeUrl: 'https://stet.example.org/welcome?token=new', expiresAt: '2026-12-01T00:00:00.000Z' }, { status: 201 })
    renderInterface(<PersonDialog person={ada} desks={[desk]} rolesLocked={false} onClose={() => undefined} />)
    fireEvent.click(screen.getByRole('button', { name: 'Make a new one-time link' }))
    expect((await screen.findByLabelText<HTMLInputElement>('One-time link')).value).toBe('https://stet.example.org/welcome?token=new')
  })

  it('[RE-1f] who edits themselves can lay roles down and take none up, and is told why', () => {
    renderInterface(<PersonDialog person={ada} desks={[desk]} rolesLocked onClose={() => undefined} />)
    const disabled = (name: string) => screen.getByRole<HTMLButtonElement>('checkbox', { name }).disabled
    expect([disabled('Fact-checker'), disabled('Publisher'), disabled('Reporter')]).toEqual([false, true, true])
    expect(screen.getByText('You cannot give yourself a role. Ask another administrator.')).toBeDefined()
  })
})

describe('keeping up', () => {
  it('[UI-19] asks again every minute and on coming back, but not while somebody types', async () => {
    vi.useFakeTimers()
    render(
      <>
        <LiveRefresh />
        <input aria-label="note" />
      </>,
    )
    await vi.advanceTimersByTimeAsync(60_000)
    expect(router.refresh).toHaveBeenCalledTimes(1)
    fireEvent(window, new Event('focus'))
    await vi.advanceTimersByTimeAsync(0)
    expect(router.refresh).toHaveBeenCalledTimes(2)
    screen.getByLabelText('note').focus()
    await vi.advanceTimersByTimeAsync(180_000)
    expect(router.refresh).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })

  it('[UI-19] keeps the page while the server does not answer, says so, and goes on when it does', async () => {
    vi.useFakeTimers()
    renderInterface(
      <>
        <LiveRefresh />
        <OfflineNote />
      </>,
    )
    answer = () => new Response(null, { status: 503 })
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(router.refresh).not.toHaveBeenCalled()
    expect(screen.getByText(/Stet does not answer at the moment/)).toBeDefined()
    answer = () => Response.json({ status: 'ok' })
    await act(() => vi.advanceTimersByTimeAsync(60_000))
    expect(router.refresh).toHaveBeenCalledTimes(1)
    expect(screen.queryByText(/Stet does not answer/)).toBeNull()
    vi.useRealTimers()
  })

  it('[UI-19] nor while a dialog or a menu is open', () => {
    const page = (html: string) => new DOMParser().parseFromString(html, 'text/html')
    expect(['<p>', '<div role="dialog">', '<div role="menu">', '<div role="alertdialog">'].map((html) => isBusy(page(html)))).toEqual([false, true, true, true])
  })

  it('[UI-19] says that there is no connection, and that what is shown may be old', () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true)
    renderInterface(<OfflineNote />)
    expect(screen.queryByText(/You are offline/)).toBeNull()
    online.mockReturnValue(false)
    fireEvent(window, new Event('offline'))
    expect(screen.getByText(/You are offline. What you see may be old/)).toBeDefined()
    online.mockRestore()
  })
})

describe('a browser in the list of sessions', () => {
  it('is named by what it says of itself', () => {
    expect(
      [
        'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
        'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
        'curl/8.9',
        null,
      ].map(deviceName),
    ).toEqual(['Firefox, Linux', 'Edge, Windows', 'Safari, iPhone', null, null])
  })
})
