import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClaimsProvider, useClaims } from '#components/claims/claims-context.tsx'
import { createClaimsStore } from '#components/claims/claims-store.ts'
import { EvidenceSection } from '#components/claims/evidence-section.tsx'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'
import { aClaim, aLink, claimsContext } from './workbench-claim.ts'

const scrolled: Element[] = []

function Shown() {
  const claim = useClaims().value.list[0]
  return claim ? <EvidenceSection claim={claim} /> : null
}

beforeEach(() => {
  stubLayout()
  scrolled.length = 0
  Element.prototype.scrollIntoView = function scrollIntoView() {
    scrolled.push(this)
  }
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('[UI-16f] evidence that was added is brought into view and has the focus', async () => {
  const old = aLink([], { id: 'old', url: 'https://example.org/old' })
  const added = aLink([], { id: 'new', url: 'https://example.org/new' })
  let evidence = [old]
  vi.stubGlobal('fetch', async () => {
    evidence = [old, added]
    return Response.json(added, { status: 201 })
  })
  const store = createClaimsStore([aClaim({ evidence })], async () => [aClaim({ evidence })])
  renderInterface(
    <ClaimsProvider value={{ ...claimsContext([]), store }}>
      <Shown />
    </ClaimsProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  await userEvent.type(screen.getByRole('textbox', { name: /Address/ }), 'https://example.org/new{Control>}{Enter}{/Control}')
  const link = await screen.findByRole('link', { name: 'https://example.org/new' })
  await waitFor(() => expect(document.activeElement).toBe(link.closest('li')))
  expect(scrolled).toContain(link.closest('li'))
})
