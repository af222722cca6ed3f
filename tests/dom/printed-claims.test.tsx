import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { createClaimElements } from '#components/editor/claim-elements.ts'
import { PrintedClaims } from '#components/workbench/printed-claims.tsx'
import { faults, renderInterface } from './interface-render.tsx'
import { aClaim } from './workbench-claim.ts'

afterEach(cleanup)

it('[WB-15] the claims stand under the copy by number, with state and words, while the page is printed and only then', async () => {
  const elements = createClaimElements()
  const marked = vi.spyOn(elements, 'markEnds')
  const claims = [
    aClaim({ id: 'b', number: 2, state: 'detached', wording: 'gone words' }),
    aClaim({ id: 'a', number: 1, state: 'verified', wording: 'his second visit' }),
  ]
  const { container } = renderInterface(<PrintedClaims claims={claims} elements={elements} />)
  expect(screen.queryByRole('region', { name: 'Claims' })).toBeNull()
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  expect(marked).toHaveBeenCalledOnce()
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/1Verifiedhis second visit$/),
    expect.stringMatching(/2.*gone words$/),
  ])
  expect(await faults(container)).toEqual([])
  act(() => void window.dispatchEvent(new Event('afterprint')))
  expect(screen.queryByRole('region', { name: 'Claims' })).toBeNull()
})
