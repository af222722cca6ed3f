import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VersionPicker } from '#components/history/version-picker.tsx'
import type { VersionDto } from '#lib/api/schemas/articles.ts'
import { HASH } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'

const push = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push, replace: push }), usePathname: () => '/articles/a1/history' }))

const OLD_HASH = 'ef'.repeat(32)

function aVersion(given: Partial<VersionDto> = {}): VersionDto {
  return {
    id: 'b0000000-0000-4000-8000-000000000001',
    number: 1,
    kind: 'created',
    name: null,
    contentHash: OLD_HASH,
    createdBy: { id: 'c0000000-0000-4000-8000-000000000001', name: 'Rita Reporter' },
    createdAt: '2026-07-20T10:00:00Z',
    ...given,
  }
}

const sent: string[] = []
let answer: (method: string) => Response

beforeEach(() => {
  push.mockClear()
  sent.length = 0
  answer = () => Response.json({ from: null, to: aVersion(), blocks: [{ type: 'paragraph', change: 'changed', parts: [{ op: 'added', text: 'grain' }] }] })
  vi.stubGlobal('fetch', async (url: string, { method }: { method: string }) => {
    sent.push(`${method} ${url}`)
    return answer(method)
  })
})
afterEach(() => {
  for (const close of screen.queryAllByRole('button', { name: 'Close' })) fireEvent.click(close)
  cleanup()
  vi.unstubAllGlobals()
})

const show = (given: { standing?: string; mayRestore?: boolean } = {}) =>
  renderInterface(
    <VersionPicker
      versions={[aVersion({ id: 'b0000000-0000-4000-8000-000000000002', number: 2, kind: 'automatic', contentHash: HASH }), aVersion()]}
      standing={given.standing ?? HASH}
      from="b0000000-0000-4000-8000-000000000001"
      to="b0000000-0000-4000-8000-000000000002"
      mayRestore={given.mayRestore ?? true}
    />,
  )

describe('restoring from the history', () => {
  it('[RE-8e] shows what would change, and does it only when asked', async () => {
    const { baseElement } = show()
    fireEvent.click(screen.getByRole('button', { name: 'Restore version 1…' }))
    expect(await screen.findByText('grain')).toBeDefined()
    expect(sent).toEqual(['GET /api/v1/versions/now/diff/b0000000-0000-4000-8000-000000000001'])
    expect(await faults(baseElement)).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Restore this version' }))
    await waitFor(() => expect(push).toHaveBeenCalledWith('/articles/a1/history'))
    expect(sent.at(-1)).toBe('POST /api/v1/versions/b0000000-0000-4000-8000-000000000001/restore')
    expect(await screen.findByText('The copy says again what it said in version 1')).toBeDefined()
  })

  it('[RE-8e] says why it was refused, and leaves the question open', async () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Restore version 1…' }))
    await screen.findByText('grain')
    answer = () => Response.json({ status: 409, code: 'stage', title: 'Not at this stage', detail: 'It was withdrawn.' }, { status: 409 })
    fireEvent.click(screen.getByRole('button', { name: 'Restore this version' }))
    expect((await screen.findByRole('alert')).textContent).toContain('It was withdrawn.')
    expect(push).not.toHaveBeenCalled()
  })

  it('[RE-8e] offers nothing where the copy says it already, or to who may not', () => {
    show()
    expect(screen.queryByRole('button', { name: 'Restore version 2…' })).toBeNull()
    cleanup()
    show({ mayRestore: false })
    expect(screen.queryAllByRole('button')).toEqual([])
  })

  it('[RE-8b] lists the copy as it stands where no version holds it', () => {
    show({ standing: 'cd'.repeat(32) })
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('The copy as it stands')
    fireEvent.click(screen.getByRole('radio', { name: 'Compare to the copy as it stands' }))
    expect(push).toHaveBeenCalledWith('/articles/a1/history?from=b0000000-0000-4000-8000-000000000001&to=now', { scroll: false })
  })
})
