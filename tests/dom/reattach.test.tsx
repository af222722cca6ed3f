import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Editor } from '@tiptap/core'
import { afterEach, expect, test, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { Reattach } from '#components/claims/reattach.tsx'
import type { DocJson } from '#lib/editor/doc-json.ts'
import { article, p, ydocOf } from '#tests/unit/editor/documents.ts'
import { openEditor } from './editor/desk.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'

let editor: Editor | undefined

afterEach(() => {
  cleanup()
  editor?.destroy()
  vi.unstubAllGlobals()
})

function show(json: DocJson, wording: string) {
  editor = openEditor(ydocOf(json))
  const claim = aClaim({ state: 'detached', wording })
  return renderInterface(
    <ClaimsProvider value={claimsContext([claim])}>
      <Reattach claim={claim} editor={editor} />
    </ClaimsProvider>,
  )
}

test('[CL-4i] a claim whose words stand twice is put on the place that one presses, told by the copy around it', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (typeof init.body === 'string') sent.push(JSON.parse(init.body))
    return Response.json(aClaim())
  })
  const { container } = show(article(p('On Monday the bus was late.'), p('On Friday the bus was late.')), 'the bus')
  expect(screen.getByText(/in several places/)).toBeTruthy()
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('On Monday the bus was late'),
    expect.stringContaining('On Friday the bus was late'),
  ])
  expect(await faults(container)).toEqual([])
  await userEvent.click(screen.getAllByRole('button', { name: 'Place it there' })[1] ?? document.body)
  expect(sent).toEqual([{ quote: 'the bus', prefix: expect.stringMatching(/On Friday $/), suffix: ' was late.' }])
})

test('[CL-4i] words with another capital are offered; where nothing alike stands, that is said', () => {
  show(article(p('The bus was late.')), 'the bus')
  expect(screen.getByText('The bus').parentElement?.textContent).toContain('The bus was late.')
  cleanup()
  editor?.destroy()
  show(article(p('A tram was late.')), 'the bus')
  expect(screen.getByText('The words of this claim are no longer in the text.')).toBeTruthy()
})
