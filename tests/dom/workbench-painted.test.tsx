import { act, render, screen } from '@testing-library/react'
import { Editor } from '@tiptap/core'
import { expect, onTestFinished, test } from 'vitest'
import { usePaintedState } from '#components/editor/use-painted-state.ts'
import { editorExtensions } from '#lib/editor/schema.ts'

function Length({ editor }: { editor: Editor }) {
  return <output>{usePaintedState(editor, lengthOf)}</output>
}

let reads = 0
function lengthOf(editor: Editor): number {
  reads += 1
  return editor.getText().trim().length
}

test('[WB-1d] what is told about a letter is read once, in a frame after its own', async () => {
  const editor = new Editor({ element: document.createElement('div'), extensions: editorExtensions, content: '<p>Ab</p>' })
  onTestFinished(() => editor.destroy())
  render(<Length editor={editor} />)
  await act(nextFrame)
  const before = reads
  const said = screen.getByRole('status').textContent

  act(() => {
    for (const letter of 'cde') editor.commands.insertContentAt(editor.state.doc.content.size - 1, letter)
  })
  expect(reads).toBe(before)
  expect(screen.getByRole('status').textContent).toBe(said)

  await act(nextFrame)
  expect(reads).toBe(before + 1)
  expect(screen.getByRole('status').textContent).not.toBe(said)
  expect(screen.getByRole('status').textContent).toBe(String(lengthOf(editor)))
})

/** Until what was asked for after the next frame has run as well. */
async function nextFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  await new Promise((resolve) => setTimeout(resolve))
}
