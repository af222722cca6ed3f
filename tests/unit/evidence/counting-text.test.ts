import { describe, expect, it } from 'vitest'
import { countingText } from '#lib/domain/evidence/counting-text.ts'

const TYPISTS = { authorIds: ['author'], isTrusted: (id: string) => id === 'checker' || id === 'author' }
const SOURCE = { createdById: 'checker', broughtById: null, text: null, excerpt: null, relation: 'supports', captures: [] }
const captured = { id: 'captured', pasted: false, requestedById: 'legal' }
const pastedBy = (requestedById: string) => ({ id: `by ${requestedById}`, pasted: true, requestedById })

describe('which text of a source counts', () => {
  it.each([
    ['a note by who may check', { text: 'Said.' }, null, null],
    ['a note by who may not', { text: 'Said.', createdById: 'legal' }, null, 'typed'],
    ['such a note, brought over by who may check', { text: 'Said.', createdById: 'legal', broughtById: 'checker' }, null, null],
    ['a note by an author', { text: 'Said.', createdById: 'author' }, null, 'author'],
    ['an excerpt beside a link that was not read', { excerpt: 'Said.' }, null, 'excerpt'],
    ['what was captured, whoever asked for it', { captures: [captured], excerpt: 'Said.', createdById: 'legal' }, 'captured', null],
    ['what was pasted by who may check', { captures: [pastedBy('checker'), captured] }, 'by checker', null],
    ['what was captured, before a later paste by who may not', { captures: [pastedBy('legal'), captured] }, 'captured', null],
    ['only a paste by who may not', { captures: [pastedBy('legal')], createdById: 'author' }, 'by legal', 'typed'],
    ['an excerpt, before a paste by who may not', { captures: [pastedBy('legal')], excerpt: 'Said.' }, null, 'excerpt'],
    ['only a paste by an author', { captures: [pastedBy('author')] }, 'by author', 'author'],
    ['what contradicts the claim', { captures: [captured], relation: 'contradicts' }, 'captured', 'contradicts'],
  ])('[CL-8o] %s', (_, given, captureId, cannotClear) => {
    expect(countingText({ ...SOURCE, ...given }, TYPISTS)).toEqual({ captureId, cannotClear })
  })
})
