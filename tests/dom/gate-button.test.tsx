/** The list of what holds back publication, over the copy. */
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { createLiveValue } from '#components/claims/live-value.ts'
import { GateButton } from '#components/workbench/gate-button.tsx'
import { aReview } from './interface-fixtures.ts'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'
import { aClaim, claimsContext } from './workbench-claim.ts'

beforeEach(stubLayout)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it.each([
  ['a claim', '/articles/article?claim=claim', ['claim'], false],
  ['pasted words', '/articles/article?pasted=p1', [], false],
  ['the copy', '/articles/article', [], false],
  ['another page', '/articles/article/review#sign-off-final', [], true],
])('[RE-5i] what leads to %s closes the list where that is beside it', async (_where, href, chosen, isOpen) => {
  const { gate } = aReview({ blockers: [{ code: 'claim-open', message: 'It is open.', href }] })
  const live = createLiveValue(gate, async () => gate)
  const onChoose = vi.fn()
  function Page() {
    const [open, setOpen] = useState(true)
    return <GateButton articleId="article" gate={live} open={open} onOpenChange={setOpen} onChooseClaim={onChoose} />
  }
  renderInterface(
    <ClaimsProvider value={claimsContext([aClaim()])}>
      <Page />
    </ClaimsProvider>,
  )
  const link = await screen.findByRole('link', { name: 'It is open.' })
  // jsdom follows no links.
  link.addEventListener('click', (event) => event.preventDefault())
  await userEvent.click(link)
  await waitFor(() => expect([screen.queryByRole('link', { name: 'It is open.' }) !== null, onChoose.mock.calls.flat()]).toEqual([isOpen, chosen]))
})
