import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Section } from '#components/claims/section.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

beforeEach(stubLayout)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const named = () => document.activeElement?.textContent ?? ''

function Asking({ Kind }: { Kind: typeof Dialog | typeof SidePanel }) {
  const [open, setOpen] = useState(false)
  return (
    <main id="content" tabIndex={-1}>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      <DropdownMenu trigger={<button type="button">More</button>}>
        <MenuItem onSelect={() => setOpen(true)}>Ask from here</MenuItem>
      </DropdownMenu>
      <Kind open={open} onOpenChange={setOpen} title="A question">
        <button type="button" onClick={() => setOpen(false)}>
          Answer
        </button>
      </Kind>
    </main>
  )
}

it.each([
  ['dialog', Dialog],
  ['side panel', SidePanel],
] as const)('[UI-16c] the focus comes back from a %s to what opened it, a button or a menu', async (_kind, Kind) => {
  renderInterface(<Asking Kind={Kind} />)
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(named()).toBe('Ask'))
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Ask from here' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Answer' }))
  await waitFor(() => expect(named()).toBe('More'))
})

it('[UI-16c] where what opened a dialog is gone, the focus comes to the page’s content', async () => {
  function Once() {
    const [asked, setAsked] = useState<'no' | 'now' | 'done'>('no')
    return (
      <main id="content" tabIndex={-1}>
        {asked === 'no' && (
          <button type="button" onClick={() => setAsked('now')}>
            Ask
          </button>
        )}
        <Dialog open={asked === 'now'} onOpenChange={() => setAsked('done')} title="A question" />
      </main>
    )
  }
  renderInterface(<Once />)
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement?.id).toBe('content'))
})

it('[UI-16c] a form that closes leaves the focus in its part of the claim, and nothing is taken from who has gone elsewhere', async () => {
  function Part() {
    const [open, setOpen] = useState(false)
    return (
      <Section title="Checking" action={!open && <button onClick={() => setOpen(true)}>Assign</button>}>
        {open && (
          <form>
            <button type="button" onClick={() => setOpen(false)}>
              Cancel
            </button>
          </form>
        )}
      </Section>
    )
  }
  renderInterface(
    <>
      <Part />
      <input aria-label="Elsewhere" />
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
  screen.getByRole('button', { name: 'Cancel' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(named()).toBe('Assign')
  await userEvent.keyboard('{Enter}')
  const elsewhere = screen.getByLabelText('Elsewhere')
  elsewhere.focus()
  screen.getByRole('button', { name: 'Cancel' }).click()
  await screen.findByRole('button', { name: 'Assign' })
  expect(document.activeElement).toBe(elsewhere)
})

it('[UI-16c] a dialog that is only read begins with itself, and no hint of its close button stands there until one comes to it', async () => {
  const user = userEvent.setup()
  renderInterface(
    <Dialog open onOpenChange={() => undefined} title="Keys">
      <p>Mod-K opens the palette.</p>
    </Dialog>,
  )
  expect(document.activeElement).toBe(screen.getByRole('dialog', { name: 'Keys' }))
  expect(screen.queryByRole('tooltip')).toBeNull()
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Close' }))
})
