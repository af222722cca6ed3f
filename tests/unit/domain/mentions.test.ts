import { expect, it } from 'vitest'
import { fittingNames, mentionBegun, mentionsIn } from '#lib/domain/claims/mentions.ts'

const people = ['Ed Editor', 'Ed', 'Zoë Ærø', 'Carl Checker'].map((name) => ({ id: name, name }))
const named = (text: string) => mentionsIn(text, people).map(({ name }) => name)

it('[WO-2i] a name after an @ names somebody, the longest that stands there, whatever its case', () => {
  expect(named('@Ed Editor, can you? And @carl checker?')).toEqual(['Ed Editor', 'Carl Checker'])
  expect(named('@Ed can you?')).toEqual(['Ed'])
  expect(named('(@Zoë Ærø)')).toEqual(['Zoë Ærø'])
  expect(named('Write to desk@Ed or @Edward or @ Ed, or Ed.')).toEqual([])
  expect(named('@Ed @Ed @Ed')).toEqual(['Ed'])
})

it('[WO-2i] a name that is begun before the caret is completed', () => {
  const offered = (text: string, caret = text.length) => {
    const begun = mentionBegun(text, caret)
    return begun ? fittingNames(begun.begun, people).map(({ name }) => name) : null
  }
  expect(offered('@')).toEqual(['Ed Editor', 'Ed', 'Zoë Ærø', 'Carl Checker'])
  expect(offered('ask @che')).toEqual(['Carl Checker'])
  expect(offered('ask @carl ch')).toEqual(['Carl Checker'])
  expect(offered('ask @Carl Checker')).toEqual([])
  expect(offered('@carl then on', 3)).toEqual(['Carl Checker'])
  expect(offered('mail a@b')).toBeNull()
  expect(offered('@ed\nnext line')).toBeNull()
  expect(offered('nothing')).toBeNull()
})
