import { describe, expect, it } from 'vitest'
import { findQuotations, outerQuotations, quotedWords } from '#lib/domain/quotes/quotations.ts'
import { guessSpeaker } from '#lib/domain/quotes/speaker.ts'

function quotedIn(text: string): string[] {
  return outerQuotations(text).map((quotation) => quotedWords(text, quotation))
}

describe('finding quotations', () => {
  it.each([
    ['straight', 'He said "it is over" and left.', ['it is over']],
    ['curly', 'He said “it is over” and left.', ['it is over']],
    ['single curly, with apostrophes in it', 'He said ‘it isn’t the players’ fault’ and left.', ['it isn’t the players’ fault']],
    ['single straight, with an apostrophe in it', "He said 'it isn't over' and left.", ["it isn't over"]],
    ['French, with its spaces', 'Il a dit « c’est fini » et il est parti.', [' c’est fini ']],
    ['German', 'Er sagte „es ist aus“ und ging.', ['es ist aus']],
    ['German books', 'Er sagte »es ist aus« und ging.', ['es ist aus']],
    ['Swedish', 'Han sa ”det är slut” och gick.', ['det är slut']],
    ['two in one sentence', '"One," he said, "and two."', ['One,', 'and two.']],
    ['a quotation at the very end', 'He said "no more"', ['no more']],
  ])('[CL-8a] %s', (_, text, wanted) => {
    expect(quotedIn(text)).toEqual(wanted)
  })

  it.each([
    ['apostrophes and years', "It's the players' union of the '90s, isn't it?"],
    ['a mark that nothing closes', 'He said “it is over and left.'],
    ['inches', 'A 5" pipe.'],
  ])('[CL-8a] %s quote nobody', (_, text) => {
    expect(quotedIn(text)).toEqual([])
  })

  it('[CL-8a] one inside another', () => {
    const text = 'He said “they told me ‘go home’ twice” then.'
    const found = findQuotations(text).map((quotation) => [quotation.depth, quotedWords(text, quotation)])
    expect(found).toEqual([
      [0, 'they told me ‘go home’ twice'],
      [1, 'go home'],
    ])
  })

  it('[CL-8a] over several paragraphs, each of which opens again', () => {
    const text = 'He said: “The first part.\n“The second part.\n“The third.” Then he left.'
    expect(quotedIn(text)).toEqual(['The first part.\nThe second part.\nThe third.'])
  })

  it('[CL-8a] a quotation that the next paragraph does not go on with ends nothing there', () => {
    expect(quotedIn('He said: “The first part.\nNo more. “Another.”')).toEqual(['Another.'])
  })
})

describe('guessing who said it', () => {
  it.each([
    ['before it', 'Putin stated, “It is done.”', 'Putin'],
    ['behind it', '“It is done,” said Vladimir Putin.', 'Vladimir Putin'],
    ['behind an apposition', '“It is done,” Hossein Amirabdollahian, the minister, tweeted.', 'Hossein Amirabdollahian'],
    ['by the sentence before', 'Putin went home. “It is done.”', 'Putin'],
    ['as the subject, not as who was told', 'Putin vowed “more work” and promised Tehran his help.', 'Putin'],
  ])('[CL-8b] %s', (_, text, name) => {
    const [quotation] = outerQuotations(text)
    expect(quotation && guessSpeaker(text, quotation)?.name).toBe(name)
  })

  it.each([
    'there was “much to be done”.',
    'The minister said “the road will open” on Monday.',
    'Er sagte: „Die Straße ist offen.“',
    'Elle a dit « la route est ouverte ».',
  ])('[CL-8b] names nobody where nobody is named: %s', (text) => {
    const [quotation] = outerQuotations(text)
    expect(quotation && guessSpeaker(text, quotation)).toBeNull()
  })
})
