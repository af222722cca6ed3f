/** The sources of a claim in its panel: captured again, read, added. */
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { EvidenceSection } from '#components/claims/evidence-section.tsx'
import type { CaptureDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout, stubMedia } from './no-layout.ts'
import { aCapture, aClaim, aLink, claimsContext } from './workbench-claim.ts'

beforeEach(() => {
  stubMedia(true)
  stubLayout()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const CHANGED = [{ change: 'added', parts: [{ op: 'added', text: 'Corrected on Monday.' }] }]

function show(captures: CaptureDto[], blocks: unknown[] = [], abilities: Partial<EvidenceDto['abilities']> = {}) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return Response.json(url.includes('/diff/') ? { from: 'a', to: 'b', blocks } : { text: 'What it says.' })
  })
  const claim = aClaim({
    evidence: captures.length > 0 ? [aLink(captures, { abilities: { pasteText: false, withdraw: false, change: false, ...abilities } })] : [],
  })
  renderInterface(
    <ClaimsProvider value={claimsContext([claim])}>
      <EvidenceSection claim={claim} />
    </ClaimsProvider>,
  )
  return asked
}

it('[CL-7i] says that a source changed since it was captured before, and opens what changed', async () => {
  show([aCapture('b'), aCapture('a')], CHANGED)
  await userEvent.click(await screen.findByRole('button', { name: 'The source has changed: see what' }))
  expect(await screen.findByText('Corrected on Monday.')).toBeTruthy()
})

it('[CL-7i] says that a source did not change: other bytes with the same text, or the same bytes, of which nothing is asked', async () => {
  expect(show([aCapture('b'), aCapture('a')])).toHaveLength(1)
  expect(await screen.findByText('No change at the source')).toBeTruthy()
  cleanup()
  expect(show([aCapture('b', { sha256: 'c'.repeat(64) }), aCapture('a', { sha256: 'c'.repeat(64) })])).toEqual([])
  expect(await screen.findByText('No change at the source')).toBeTruthy()
})

it('[CL-7i] compares nothing with a pasted text, or after a capture that failed', () => {
  const asked = [
    ...show([aCapture('b', { pasted: true }), aCapture('a')]),
    ...show([aCapture('b'), aCapture('a', { pasted: true })]),
    ...show([aCapture('c', { state: 'failed', failure: 'status', detail: '404' }), aCapture('b'), aCapture('a')]),
  ]
  expect(asked).toEqual([])
})

it('[CL-7h] a source that is opened has the focus on its text, and no hint over it', async () => {
  show([aCapture('a')])
  await userEvent.click(screen.getByRole('button', { name: 'Read the source' }))
  await screen.findByText('What it says.')
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Text' }))
  expect(screen.queryByRole('tooltip')).toBeNull()
  expect(await faults(screen.getByRole('dialog'))).toEqual([])
})

it('[CL-7h] a source stands beside its claim, which is used at the same time; where there is no room it is over it', async () => {
  show([aCapture('a')])
  const read = () => userEvent.click(screen.getByRole('button', { name: 'Read the source' }))
  await read()
  const source = await screen.findByRole('dialog')
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect([source.isConnected, document.activeElement]).toEqual([true, screen.getByLabelText(/^Address/)])
  await userEvent.keyboard('{Escape}')
  expect(source.isConnected).toBe(true)
  screen.getByRole('region', { name: 'Text' }).focus()
  await userEvent.keyboard('{Escape}')
  expect(source.isConnected).toBe(false)
  cleanup()
  stubMedia(false)
  show([aCapture('a')])
  await read()
  await screen.findByRole('dialog')
  expect(screen.queryByRole('button', { name: 'Add' })).toBeNull()
})

it('[UI-6] evidence is added beginning with its address; its type stands before it', async () => {
  show([])
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(document.activeElement).toBe(screen.getByLabelText(/^Address/))
  await userEvent.tab({ shift: true })
  await userEvent.tab({ shift: true })
  expect(document.activeElement).toBe(screen.getByLabelText('Type'))
})

it('[CL-7m] who pasted a text is named, and pasting is offered only to who may, where the last capture failed', () => {
  show([aCapture('b', { pasted: true })])
  expect(screen.getByText('Text pasted by Demo Editor')).toBeTruthy()
  cleanup()
  const failed = [aCapture('c', { state: 'failed', failure: 'status', detail: '404' })]
  show(failed)
  expect(screen.queryByRole('button', { name: 'Paste the text' })).toBeNull()
  cleanup()
  show(failed, [], { pasteText: true })
  expect(screen.getByRole('button', { name: 'Paste the text' })).toBeTruthy()
})

it('[CL-7n][CL-7o] withdraws evidence with a reason, and changes what it is to the claim and who reads it, from its menu', async () => {
  const sent: unknown[] = []
  show([aCapture('a')], [], { withdraw: true, change: true })
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method === 'PATCH' || init?.method === 'DELETE') sent.push([init.method, url, JSON.parse(typeof init.body === 'string' ? init.body : '')])
    return init?.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ items: [] })
  })
  const pick = async (name: string, role = 'menuitem') => {
    await userEvent.click(screen.getByRole('button', { name: 'Change this evidence' }))
    await userEvent.click(await screen.findByRole(role, { name }))
  }
  await pick('Contradicts', 'menuitemradio')
  await pick('Who may read it…')
  await userEvent.click(await screen.findByRole('checkbox', { name: /Confidential/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await pick('Withdraw…')
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
  expect(sent).toHaveLength(2)
  await userEvent.type(screen.getByRole('textbox'), 'It was another trip.')
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
  expect(sent).toEqual([
    ['PATCH', '/api/v1/evidence/link', { relation: 'contradicts' }],
    ['PATCH', '/api/v1/evidence/link', { confidential: true, readers: [] }],
    ['DELETE', '/api/v1/evidence/link', { reason: 'It was another trip.' }],
  ])
  cleanup()
  show([aCapture('a')])
  expect(screen.queryByRole('button', { name: 'Change this evidence' })).toBeNull()
})

it('[CL-7j] a file that is too large is told of before it goes up, and what was typed stays', async () => {
  const asked = show([])
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'file')
  await userEvent.type(screen.getByRole('textbox', { name: /Title/ }), 'Minutes')
  const big = new File(['x'], 'big.pdf')
  Object.defineProperty(big, 'size', { value: 60 * 1_048_576 })
  await userEvent.upload(screen.getByLabelText(/File/), big)
  expect(screen.getByText(/This file has 60 MB; the most is 1 MB/)).toBeTruthy()
  const before = asked.length
  await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
  expect(asked).toHaveLength(before)
  expect(screen.getByRole('textbox', { name: /Title/ })).toHaveProperty('value', 'Minutes')
})

it('[CL-7p] of a call nothing is preset: when and on which terms have to be chosen', async () => {
  const asked = show([])
  await userEvent.click(screen.getByRole('button', { name: 'Add' }))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'call')
  await userEvent.type(screen.getByRole('textbox', { name: /reached/i }), 'The harbour master')
  await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
  expect(screen.getByText('Say on which terms the source spoke.')).toBeTruthy()
  expect(screen.getByText('Say when the source was reached.')).toBeTruthy()
  expect(asked).toEqual([])
})
