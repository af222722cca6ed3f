/** Where there is no room for a margin: from claim to claim, and the keys that are told. */
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ClaimsPanel, type Step } from '#components/workbench/claims-panel.tsx'
import { ShortcutsDialog } from '#components/workbench/shortcuts-dialog.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'
import { aClaim } from './workbench-claim.ts'

beforeEach(stubLayout)

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(claims: readonly ClaimDto[]): { stepped: () => string[] } {
  const [chosen] = claims
  let stepped: string[] = []
  const step: Step = (_direction, among) => {
    stepped = claims.filter(among).map(({ id }) => id)
  }
  const nothing = () => undefined
  renderInterface(
    <ClaimsPanel
      claims={claims}
      chosen={chosen}
      listOpen={false}
      userId="me"
      onClose={nothing}
      onList={nothing}
      onStep={step}
      onChoose={nothing}
      onHover={nothing}
      offers={null}
      stale={null}
      none={null}
      panel={() => null}
    />,
  )
  return { stepped: () => stepped }
}

const cleared = (id: string) => aClaim({ id, state: 'verified', blocking: false })

test('[WB-10b] the arrows lead through the claims to clear, and through all where no other is', async () => {
  const { stepped } = show([cleared('one'), cleared('two'), aClaim({ id: 'three' })])
  await userEvent.click(screen.getByRole('button', { name: 'Next claim to clear' }))
  expect(stepped()).toEqual(['three'])
  cleanup()
  const all = show([aClaim({ id: 'one' }), cleared('two')])
  await userEvent.click(screen.getByRole('button', { name: 'Previous claim' }))
  expect(all.stepped()).toEqual(['one', 'two'])
  cleanup()
  show([cleared('one')])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next claim' }).disabled).toBe(true)
})

test('[WB-7] the list of keys tells those of the suggestions', () => {
  renderInterface(<ShortcutsDialog open onOpenChange={() => undefined} mayEdit={false} />)
  const told = screen.getByRole('heading', { name: 'In the list of suggestions' }).parentElement?.textContent
  expect(told).toBe('In the list of suggestionsTag it as a claimADismiss itXNext suggestionJPrevious suggestionK')
})
