import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Editor } from '@tiptap/core'
import { type ComponentProps, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { Reattach } from '#components/claims/reattach.tsx'
import { DetachedClaims } from '#components/workbench/claim-list.tsx'
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

function show(json: DocJson, wording: string, { reattach = true } = {}) {
  editor = openEditor(ydocOf(json))
  const plain = aClaim({ state: 'detached', wording })
  const claim = { ...plain, abilities: { ...plain.abilities, reattach } }
  return renderInterface(
    <ClaimsProvider value={claimsContext([claim])}>
      <Placed claim={claim} editor={editor} />
    </ClaimsProvider>,
  )
}

function Placed(props: Omit<ComponentProps<typeof Reattach>, 'placing' | 'onPlacing'>) {
  const [placing, setPlacing] = useState(false)
  return <Reattach {...props} placing={placing} onPlacing={setPlacing} />
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

test('[WB-10] on a phone the panel makes room for the words to be selected, until that is called off', async () => {
  const { container } = show(article(p('A tram was late.')), 'the bus')
  await userEvent.click(screen.getByRole('button', { name: 'Select its new words…' }))
  expect(container.querySelector('[data-reshape]')).toBeTruthy()
  expect(await faults(container)).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(container.querySelector('[data-reshape]')).toBeNull()
})

test('[CL-5g] words that are selected in the middle of a word are told', async () => {
  show(article(p('The budget grew.')), 'the bus')
  const note = () => screen.queryByText('The selection begins or ends in the middle of a word.') !== null
  const select = (from: number, to: number) => act(() => void editor?.commands.setTextSelection({ from, to }))
  let start = 0
  editor?.state.doc.descendants((node, pos) => {
    if (node.isText && node.text?.startsWith('The budget') === true) start = pos
  })
  select(start, start + 'The budge'.length)
  await waitFor(() => expect(note()).toBe(true))
  select(start, start + 'The budget'.length)
  await waitFor(() => expect(note()).toBe(false))
})

test('[CL-4i] who may not place it reads who may', () => {
  show(article(p('A tram was late.')), 'the bus', { reattach: false })
  expect(screen.getByText(/An editor, publisher or fact-checker of the desk can place it/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Place|^Select/ })).toBeNull()
})

test.each([
  [true, true, 'Place each again or remove it.'],
  [true, false, 'Place each again.'],
  [false, true, 'you can remove those that you tagged.'],
  [false, false, 'say in its discussion which words you mean.'],
])('[CL-4i] above the margin everybody is told what they can do: place %s, remove %s', (reattach, remove, told) => {
  const plain = aClaim({ state: 'detached' })
  const claim = { ...plain, abilities: { ...plain.abilities, reattach, remove } }
  renderInterface(<DetachedClaims claims={[claim]} chosenId={null} panel={() => null} onChoose={() => undefined} onHover={() => undefined} />)
  const section = screen.getByRole('region', { name: 'Without a place in the text' })
  expect(section.querySelector('p')?.textContent).toMatch(/^Their words were deleted\. /)
  expect(section.textContent).toContain(told)
})
