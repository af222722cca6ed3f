/** Saying anew where a claim begins and ends, by keys. */
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClaimPanel } from '#components/claims/claim-panel.tsx'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { article, p, ydocOf } from '#tests/unit/editor/documents.ts'
import { openEditor } from './editor/desk.ts'
import { renderInterface } from './interface-render.tsx'
import { stubMedia } from './no-layout.ts'
import { aClaim, claimsContext } from './workbench-claim.ts'

let editor: Editor | undefined

beforeEach(() => stubMedia(true))
afterEach(() => {
  cleanup()
  editor?.destroy()
  vi.unstubAllGlobals()
})

test.each([
  ['Move its edges…', 'edges'],
  ['Merge…', 'merge'],
])('[CL-5j] %s takes the focus there, and the first Escape leaves that alone', async (item) => {
  vi.stubGlobal('fetch', async () => Response.json({ items: [], quotes: [], nextCursor: null, hidden: false, abilities: { inherit: false } }))
  editor = openEditor(ydocOf(article(p('It was his second visit.'))))
  const closed = vi.fn()
  renderInterface(
    <ClaimsProvider value={claimsContext([aClaim()])}>
      <ClaimPanel claim={aClaim()} userId="me" editor={editor} onClose={closed} also={[]} onChooseAlso={() => undefined} />
    </ClaimsProvider>,
  )
  const more = screen.getByRole('button', { name: 'More for claim 1' })
  await userEvent.click(more)
  await userEvent.click(screen.getByRole('menuitem', { name: item }))
  const asked = () => document.querySelector('[data-reshape]')
  await waitFor(() => expect(document.activeElement).toBe(asked()))
  // From wherever in the panel the key is pressed.
  more.focus()
  await userEvent.keyboard('{Escape}')
  expect([asked(), closed.mock.calls.length]).toEqual([null, 0])
  // And from the copy, where nobody else hears of it.
  await userEvent.click(more)
  await userEvent.click(screen.getByRole('menuitem', { name: item }))
  await waitFor(() => expect(asked()).not.toBeNull())
  const heard = vi.fn()
  document.addEventListener('keydown', heard, { capture: true })
  const { dom } = editor.view
  dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, isComposing: true }))
  expect(asked()).not.toBeNull()
  heard.mockClear()
  act(() => void dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })))
  expect([asked(), heard.mock.calls.length, closed.mock.calls.length]).toEqual([null, 0, 0])
  // With nothing begun it is the page's again.
  dom.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  expect(heard).toHaveBeenCalledOnce()
  document.removeEventListener('keydown', heard, { capture: true })
  more.focus()
  await userEvent.keyboard('{Escape}')
  expect(closed).toHaveBeenCalledOnce()
  // Another time the menu gives the focus back to its button.
  await userEvent.click(more)
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(more))
})

test.each([
  ['whose edges are moved', aClaim(), { abilities: { ...aClaim().abilities, reshape: false } }],
  ['that gets its place', aClaim({ state: 'detached' }), { state: 'open' as const }],
])('[CL-5j] with what others do to a claim %s, words are selected for it no more', async (_which, claim, change) => {
  vi.stubGlobal('fetch', async () => Response.json({ items: [], quotes: [], nextCursor: null, hidden: false, abilities: { inherit: false } }))
  editor = openEditor(ydocOf(article(p('It was his second visit.'))))
  const [closed, selecting] = [vi.fn(), vi.fn()]
  const words = editor
  function Panel() {
    const [now, setNow] = useState(claim)
    return (
      <>
        <button type="button" onClick={() => setNow({ ...claim, ...change })}>
          A colleague acts
        </button>
        <ClaimPanel claim={now} userId="me" editor={words} onClose={closed} also={[]} onChooseAlso={() => undefined} onSelecting={selecting} />
      </>
    )
  }
  renderInterface(
    <ClaimsProvider value={claimsContext([claim])}>
      <Panel />
    </ClaimsProvider>,
  )
  if (claim.state === 'detached') await userEvent.click(screen.getByRole('button', { name: 'Select its new words…' }))
  else {
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Move its edges…' }))
  }
  expect(selecting).toHaveBeenLastCalledWith(true)
  await userEvent.click(screen.getByRole('button', { name: 'A colleague acts' }))
  expect(selecting).toHaveBeenLastCalledWith(false)
  screen.getByRole('button', { name: 'More for claim 1' }).focus()
  await userEvent.keyboard('{Escape}')
  expect(closed).toHaveBeenCalledOnce()
})
