import { expect, it } from 'vitest'
import { fittingNames, mentionBegun, mentionsIn } from '#lib/domain/claims/mentions.ts'

const people = ['Ed Editor', 'Ed', 'Zoë Ærø', 'Carl Checker'].map((name) => ({ id: name, name }))
const named = (text: string) => mentionsIn(text, people).named.map(({ name }) => name)

it('[WO-2i] a name after an @ names somebody, the longest that stands there, whatever its case', () => {
  expect(named('@Ed Editor, can you? And @carl checker?')).toEqual(['Ed Editor', 'Carl Checker'])
  expect(named('@Ed can you?')).toEqual(['Ed'])
  expect(named('(@Zoë Ærø)')).toEqual(['Zoë Ærø'])
  expect(named('Write to desk@Ed or @Edward or @ Ed, or Ed.')).toEqual([])
  expect(named('@Ed @Ed @Ed')).toEqual(['Ed'])
})

it('[WO-2i] what names nobody of the desk is told as it was written', () => {
  const elsewhere = [{ id: 'carl2', name: 'Carl Checker 2' }]
  const read = (text: string) => {
    const { named: here, others } = mentionsIn(text, people, elsewhere)
    return [here.map(({ name }) => name), others]
  }
  expect(read('@Carl Checker 2 please')).toEqual([[], ['Carl Checker 2']])
  expect(read('@Carl Checker please, and @reuters desk, and @Nina Nobody.')).toEqual([['Carl Checker'], ['reuters', 'Nina Nobody']])
  expect(read('mail a@b, @ noon, @Nina, @Nina')).toEqual([[], ['Nina']])
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
