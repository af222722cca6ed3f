import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Star } from 'lucide-react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Dialog } from '#components/ui/dialog.tsx'
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { toast } from '#components/ui/toast.tsx'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

const CLOSERS = { dialog: ADialog, popover: APopover, menu: AMenu }

function ADialog() {
  const [open, setOpen] = useState(true)
  return (
    <Dialog open={open} onOpenChange={setOpen} title="A question">
      <IconButton label="A star" icon={<Star />} />
    </Dialog>
  )
}

function APopover() {
  const [open, setOpen] = useState(true)
  return (
    <Popover label="A question" open={open} onOpenChange={setOpen} trigger={<button type="button">Ask</button>}>
      <IconButton label="A star" icon={<Star />} />
    </Popover>
  )
}

function AField() {
  const [open, setOpen] = useState(true)
  return (
    <Dialog open={open} onOpenChange={setOpen} title="A question">
      <input aria-label="An answer" />
    </Dialog>
  )
}

function AMenu() {
  return (
    <DropdownMenu trigger={<button type="button">Ask</button>}>
      <MenuItem>A star</MenuItem>
    </DropdownMenu>
  )
}

const shown = () => [screen.queryByRole('dialog') ?? screen.queryByRole('menu'), screen.queryByText('It failed')].map((element) => element !== null)

beforeEach(stubLayout)
afterEach(async () => {
  for (const close of screen.queryAllByRole('button', { name: 'Close', hidden: true })) act(() => close.click())
  cleanup()
  vi.unstubAllGlobals()
})

it.each(Object.keys(CLOSERS) as (keyof typeof CLOSERS)[])('[UI-16b] Escape closes a %s under a notice, and leaves the notice', async (kind) => {
  const Closer = CLOSERS[kind]
  renderInterface(<Closer />)
  if (kind === 'menu') await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  act(() => toast({ tone: 'bad', title: 'It failed' }))
  expect(shown()).toEqual([true, true])
  await userEvent.keyboard('{Escape}')
  expect(shown()).toEqual([false, true])
})

it('[UI-16b] Escape closes a dialog and the hint of the button that has the focus in it, in one stroke', async () => {
  renderInterface(<ADialog />)
  await userEvent.tab()
  // In a browser the focus brings it; jsdom does not know which focus is visible.
  await userEvent.hover(screen.getByRole('button', { name: 'A star' }))
  expect(await screen.findByRole('tooltip')).toBeDefined()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('[UI-16b] Escape closes a notice that has the focus', async () => {
  renderInterface(<p>The page</p>)
  act(() => toast({ tone: 'bad', title: 'It failed' }))
  act(() => screen.getByRole('button', { name: 'Close' }).focus())
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('It failed')).toBeNull()
})

it('[UI-16b] Escape while a letter is composed is for the composing, and closes nothing', () => {
  renderInterface(<AField />)
  const field = screen.getByLabelText('An answer')
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
  expect(screen.queryByRole('dialog')).not.toBeNull()
  fireEvent.keyDown(field, { key: 'Escape' })
  expect(screen.queryByRole('dialog')).toBeNull()
})
