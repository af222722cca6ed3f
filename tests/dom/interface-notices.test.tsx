import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { NotificationChoices } from '#components/settings/notification-choices.tsx'
import { DEFAULT_WAYS, NOTIFICATION_KINDS } from '#lib/domain/notifications.ts'
import { faults, renderInterface } from './interface-render.tsx'

const choices = NOTIFICATION_KINDS.map((kind) => ({ kind, ...DEFAULT_WAYS[kind] }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('[WO-3d] a tick counts at once, and comes back with a sentence when it was refused', async () => {
  const sent: unknown[] = []
  let status = 200
  vi.stubGlobal('fetch', async (_address: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body))
    return Response.json(status === 200 ? { items: choices, mail: true } : { title: 'Stet cannot reach its database', detail: 'Nothing was changed.' }, {
      status,
    })
  })
  const { container } = renderInterface(<NotificationChoices choices={choices} mail />)
  expect(await faults(container)).toEqual([])
  const box = screen.getByRole('checkbox', { name: 'A claim that I checked is re-opened: by mail' })
  expect(box.getAttribute('aria-checked')).toBe('true')
  fireEvent.click(box)
  await waitFor(() => expect(box.hasAttribute('disabled')).toBe(false))
  expect(box.getAttribute('aria-checked')).toBe('false')
  expect(sent).toEqual([{ choices: [{ kind: 'reopened', byMail: false }] }])
  status = 503
  fireEvent.click(box)
  await screen.findByText('Nothing was changed.')
  expect(box.getAttribute('aria-checked')).toBe('false')
})

it('[WO-3d] says where the newsroom sends no mail', () => {
  renderInterface(<NotificationChoices choices={choices} mail={false} />)
  expect(screen.getByText(/This newsroom sends no mail/)).toBeTruthy()
})
