import 'fake-indexeddb/auto'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { EarlierDrafts } from '#components/workbench/earlier-drafts.tsx'
import { keepDraft, readDrafts } from '#lib/client/collab/local-copies.ts'
import { faults, renderInterface } from './interface-render.tsx'

const whose = { userId: 'rita', articleId: 'tehran' }

it('[CO-6] words that could not be saved are shown, and go one by one when they are no longer needed', async () => {
  await keepDraft({ ...whose, at: '2026-07-19T18:00:00.000Z', text: 'the first words' })
  await keepDraft({ ...whose, at: '2026-07-19T18:00:00.000Z', text: 'the second words' })
  await keepDraft({ ...whose, userId: 'edda', at: '2026-07-19T18:00:00.000Z', text: 'not hers' })
  const { container } = renderInterface(<EarlierDrafts {...whose} />)
  const kept = await screen.findAllByText('Words that could not be saved earlier')
  expect(kept).toHaveLength(2)
  expect(await faults(container)).toEqual([])
  const user = userEvent.setup()
  if (kept[0] !== undefined) await user.click(kept[0])
  await user.click(screen.getAllByRole('button', { name: 'Discard these words', hidden: true })[0] ?? container)
  await waitFor(() => expect(screen.queryByText('the first words')).toBeNull())
  expect(screen.getByText('the second words')).toBeDefined()
  expect((await readDrafts(whose)).map(({ text }) => text)).toEqual(['the second words'])
})
