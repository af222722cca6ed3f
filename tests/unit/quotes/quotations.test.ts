import { describe, expect, it } from 'vitest'
import { findQuotations, findUnpaired, outerQuotations, quotedWords } from '#lib/domain/quotes/quotations.ts'
import { guessSpeaker, likelySpeaker } from '#lib/domain/quotes/speaker.ts'
import { unpairedStretches } from '#lib/domain/quotes/unpaired-words.ts'

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
    ['typed as in TeX', "He said ``it is over'' and left.", ['it is over']],
    ['two single marks for a double one', "He said ''it is over'' and left.", ['it is over']],
    ['corners', '彼は「終わった」と言った。', ['終わった']],
    ['ornate', 'He said ❝it is over❞ and left.', ['it is over']],
    ['double primes', 'He said ″it is over″ and left.', ['it is over']],
    ['letters that look like marks', 'He said ˮit is overˮ and left.', ['it is over']],
    ['single guillemets with spaces', 'Er sagte › es ist aus ‹ und ging.', [' es ist aus ']],
    ['guillemets with spaces', 'Er sagte » es ist aus « und ging.', [' es ist aus ']],
    ['with spaces inside the marks', 'He said " it is over " and left.', [' it is over ']],
    ['two in one sentence', '"One," he said, "and two."', ['One,', 'and two.']],
    ['a quotation at the very end', 'He said "no more"', ['no more']],
  ])('[CL-8a] %s', (_, text, wanted) => {
    expect(quotedIn(text)).toEqual(wanted)
  })

  it.each([
    ['apostrophes and years', "It's the players' union of the '90s, isn't it?"],
    ['a mark that nothing closes', 'He said “it is over and left.'],
    ['inches', 'A 5" pipe.'],
    ['inches and seconds with primes', 'A 12″ and a 14″ pipe, 5′ 11″ tall, at 40° 26′ 46″ N, he said.'],
    ['what leads from page to page', 'Home › News › Sport, or Home » News » Sport.'],
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

describe('a mark without its partner', () => {
  function halves(text: string): string[] {
    return findUnpaired(text).flatMap(({ inner, missing }) =>
      inner.flatMap((stretch) => unpairedStretches(text, stretch, missing)).map(({ from, to }) => text.slice(from, to)),
    )
  }

  it.each([
    ['curly, the closing one deleted', 'Putin stated, “Not all problems are handled.', ['Not all problems are handled.']],
    ['curly, the opening one deleted', 'Putin stated, Not all problems are handled.”', ['Not all problems are handled.']],
    ['straight, the closing one deleted', 'Putin stated, "Not all problems are handled.', ['Not all problems are handled.']],
    ['straight, the opening one deleted', 'Putin stated, Not all problems are handled."', ['Not all problems are handled.']],
    ['German, the closing one deleted', 'Er sagte: „Es ist ganz aus.', ['Es ist ganz aus.']],
    ['German, the opening one deleted', 'Es ist ganz aus“ und vorbei.', ['Es ist ganz aus']],
    ['French', 'Il a dit « c’est bien fini.', ['c’est bien fini.']],
    ['single, where somebody speaks', 'Putin said ‘not all problems are handled.', ['not all problems are handled.']],
    ['single, behind a full stop', 'Not all problems are handled.’ He left.', ['Not all problems are handled.']],
    ['with who says it behind', '“Not all problems are handled, Putin said on Friday.', ['Not all problems are handled,']],
    ['before another quotation', '“Not all problems, he said. “Some are handled,” he said.', ['Not all problems,']],
    ['to the end of the paragraph, by sentence', '“It is not over. We will go on.\nHe left.', ['It is not over.', 'We will go on.']],
    ['over paragraphs', '“It is not over.\n“We will go on.\nHe left.', ['It is not over.', 'We will go on.']],
    ['with another inside', '“They told me ‘go home’ twice.', ['They told me ‘go home’ twice.']],
    ['a figure before it', 'She said it was the year 12".', ['it was the year 12']],
  ])('[CL-8n] %s', (_, text, wanted) => {
    expect(halves(text)).toEqual(wanted)
  })

  it.each([
    ['inches', 'A 12" pipe of 3.5" by 1/2" is 5\'10" long. The screen has 12".'],
    ['apostrophes', "It's the players' union of the '90s, and ’tis ‘em at the Joneses’. Rock 'n' roll."],
    ['marks with their partners', 'He said “it is ‘over’ now” and "so it is".'],
  ])('[CL-8n] %s have none', (_, text) => {
    expect(halves(text)).toEqual([])
  })
})

describe('guessing who said it', () => {
  it.each([
    ['before it', 'Putin stated, “It is done.”', 'Putin'],
    ['behind it', '“It is done,” said Vladimir Putin.', 'Vladimir Putin'],
    ['behind an apposition', '“It is done,” Hossein Amirabdollahian, the minister, tweeted.', 'Hossein Amirabdollahian'],
    ['by the sentence before', 'Putin went home. “It is done.”', 'Putin'],
    ['behind “according to”', 'According to Anna Kowalska, the plan is "totally dead".', 'Anna Kowalska'],
    ['as the subject, not as who was told', 'Putin vowed “more work” and promised Tehran his help.', 'Putin'],
  ])('[CL-8b] %s', (_, text, name) => {
    const [quotation] = outerQuotations(text)
    expect(quotation && guessSpeaker(text, quotation)?.name).toBe(name)
  })

  it.each([
    'there was “much to be done”.',
    `A band called "The Who" played O'Neill's song.`,
    'The minister said “the road will open” on Monday.',
    'Er sagte: „Die Straße ist offen.“',
    'Elle a dit « la route est ouverte ».',
  ])('[CL-8b] names nobody where nobody is named: %s', (text) => {
    const [quotation] = outerQuotations(text)
    expect(quotation && guessSpeaker(text, quotation)).toBeNull()
  })
})

describe('a speaker who is not named', () => {
  it.each([
    ['a role', 'A spokesman said: “The road will open.”', 'A spokesman'],
    ['a role with its office', '“The road will open,” the spokeswoman for the ministry said.', 'The spokeswoman'],
    ['a pronoun', 'Anna Reed met Tom Vale in Rome. “We are late,” Reed said. “It is over,” she added.', 'Reed'],
    ['a pronoun, in the next paragraph', 'Vladimir Putin went home.\n“It is over,” he told Reuters.', 'Vladimir Putin'],
    ['a pronoun for a role', 'Tom Vale left. A spokesman said: “The road will open.” He added: “Soon.”', 'A spokesman'],
    ['a pronoun where a word only begins a sentence', 'The rate fell. Figures are the highest ever. “It was the worst of all,” he said.', null],
    ['a pronoun where a place is named', 'Workers in Rome stayed home. “We are late,” she said.', null],
    ['a pronoun for nobody', '“It is over,” he told Reuters.', null],
    ['a name beside it', 'He was there. “It is over,” said Tom Vale.', 'Tom Vale'],
  ])('[CL-8b] %s', (_, text, wanted) => {
    const quotation = outerQuotations(text).at(-1)
    expect(quotation && likelySpeaker(text, quotation)).toBe(wanted)
  })

  it('[CL-8b] a pronoun behind a quotation that brings the next one says nothing of the first', () => {
    const text = 'Tom Vale left. A spokesman said: “The road will open.” He added: “Soon.”'
    const [first] = outerQuotations(text)
    expect(first && likelySpeaker(text, first)).toBe('A spokesman')
  })
})
