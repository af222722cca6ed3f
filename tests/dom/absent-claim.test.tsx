import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { AbsentClaim } from '#components/workbench/absent-claim.tsx'
import { Trouble } from '#components/workbench/trouble.tsx'
import { keep } from '#lib/client/kept-drafts.ts'
import { serverThatAnswers } from './fake-server.ts'
import { renderInterface } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const GONE = {
  code: 'removed',
  detail: 'Demo Editor removed claim 2: Not needed',
  number: 2,
  wording: 'always good friends',
  removedAt: '2026-07-20T11:00:00.000Z',
  mergedIntoId: null,
  removedBy: 'Demo Editor',
  reason: 'Not needed',
}

function show({ onChoose = () => undefined, onClose = () => undefined }: { onChoose?: (id: string) => void; onClose?: () => void } = {}) {
  renderInterface(
    <ClaimsProvider value={claimsContext([aClaim({ id: 'first', number: 1 })])}>
      <AbsentClaim claimId="second" onChoose={onChoose} onClose={onClose} />
    </ClaimsProvider>,
  )
}

it('[WB-12a] says who removed the claim, when and why, and keeps what was typed about it', async () => {
  serverThatAnswers(410, GONE)
  keep('me:second:message', { text: 'Look at the second page.' })
  keep('me:second:propose', { wording: 'always good friends', reason: 'Her own words', seen: { wording: 'always good friends', wordingHash: 'h' } })
  keep('me:first:message', { text: 'Of another claim.' })
  const onClose = vi.fn<() => void>()
  show({ onClose })
  const panel = await screen.findByRole('dialog', { name: 'Claim 2 was removed' })
  expect(panel.textContent).toContain('always good friends')
  expect(panel.textContent).toMatch(/Demo Editor removed it, .*:“Not needed”/)
  expect(screen.getByRole('group', { name: 'What you typed about it' }).textContent).toBe('Look at the second page.\n\nHer own words')
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onClose).toHaveBeenCalledOnce()
})

it('[WB-12a] leads to the claim that it became part of', async () => {
  serverThatAnswers(410, { ...GONE, mergedIntoId: 'first', removedBy: undefined, reason: undefined })
  const onChoose = vi.fn<(id: string) => void>()
  show({ onChoose })
  expect(await screen.findByRole('dialog', { name: 'Claim 2 became part of another' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Open claim 1' }))
  expect(onChoose).toHaveBeenCalledWith('first')
})

it('[WB-12a] says that there is no such claim, or in which article it is', async () => {
  serverThatAnswers(404, { code: 'not-found', detail: 'Not found.' })
  show()
  expect(await screen.findByRole('dialog', { name: 'There is no such claim' })).toBeTruthy()
  cleanup()
  serverThatAnswers(200, aClaim({ id: 'second', number: 7, articleId: 'other' }))
  show()
  expect((await screen.findByRole('link', { name: 'Open claim 7' })).getAttribute('href')).toBe('/articles/other?claim=second')
})

it('[WB-3b] signing in again leads back to the open claim', () => {
  renderInterface(<Trouble end={{ kind: 'signed-out' }} unsent="" articleId="article" claimId="second" />)
  expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/sign-in?callbackUrl=%2Farticles%2Farticle%3Fclaim%3Dsecond')
})
