import { describe, expect, it } from 'vitest'
import { NO_CLEARANCES } from '#lib/domain/evidence/counting-text.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import { compareQuote, compareUnpaired } from '#lib/domain/quotes/compare-quote.ts'
import { foldLookalikes, looksAlike } from '#lib/domain/quotes/lookalikes.ts'
import { nearestQuotes } from '#lib/domain/quotes/nearest-quotes.ts'
import { indexSource } from '#lib/domain/quotes/source-index.ts'

const SOURCE = indexSource(
  `The president spoke at noon. “Not all difficulties have been handled, but it’s encouraging that progress has been made,” Vladimir Putin said.
  He paid 1,000 dollars for a low-cost house\u00a0in the city. Is this the end? “We shall see what the winter brings,” Recep Tayyip Erdogan said.`,
)

describe('comparing a quote with a source', () => {
  it.each([
    ['exact', 'Not all difficulties have been handled, but it’s encouraging that progress has been made'],
    ['exact', 'progress has been made.'],
    ['typography', "Not all difficulties have been handled, but it's encouraging"],
    ['typography', 'not all difficulties have been handled'],
    ['typography', 'paid 1000 dollars for a low cost house in the city'],
    ['elided', 'Not all difficulties have been handled … progress has been made'],
    ['elided', 'Not all difficulties have been handled, but [it is] encouraging that progress has been made'],
    ['elided', '... encouraging that progress has been made'],
    ['altered', 'Not all difficulties have been handled, but it’s encouraging that no progress has been made'],
    ['altered', 'Not all problems have been handled … progress has been made'],
    ['not_found', 'The moon is a harsh mistress to everybody'],
    ['not_found', 'difficulties remain'],
    ['not_found', '…'],
  ] as const)('[CL-8c] %s: %s', (result, quote) => {
    expect(compareQuote(SOURCE, quote).result).toBe(result)
  })

  it.each([
    ['independent and strong', 'altered'],
    ['independent and free', 'altered'],
    ['independent of others and strong', 'not_found'],
    ['independent and weak', 'exact'],
    ['we are unready', 'not_found'],
  ])('[CL-8v] a few words, all but one of which the same speaker says so in a quotation: %s', (quote, result) => {
    const filler = 'The council met again and spoke about roads, schools and the independent review of its accounts, as it does each week. '
    const source = indexSource(
      `${filler.repeat(20)}“We are independent and weak,” Recep Tayyip Erdogan said. “We are independent and loud,” said Ada Byron. ${filler.repeat(20)}`,
    )
    expect(compareQuote(source, quote, ['Somebody', 'Erdogan']).result).toBe(result)
    if (result !== 'altered') return
    for (const speakers of [[], ['Somebody Else']]) expect(compareQuote(source, quote, speakers).result).toBe('not_found')
  })

  it.each([
    // Every word, so that nothing of it would be found.
    ['Nоt аll diffiсultiеs hаvе bееn hаndlеd', 'Not all difficulties have been handled'],
    ['progress hаs been made', 'progress has been made'],
    ['Νot αll difficulties', 'Not all difficulties'],
    ['Not all … prоgress has been made', null],
    ['difficultiеs', 'difficulties'],
  ])('[CL-8s] words that only look like the source’s are found, and altered: %s', (quote, said) => {
    const found = compareQuote(SOURCE, quote)
    expect([found.result, looksAlike(found.diff)]).toEqual(['altered', true])
    if (said !== null && found.place) expect(SOURCE.text.slice(found.place.from, found.place.to)).toBe(said)
  })

  it('[CL-8s] it does not matter which of the two has them, nor that the source has the word rightly elsewhere', () => {
    const said = 'He was nоt happy. “We shall nоt leave,” he said. They were not there.'
    expect(compareQuote(indexSource(said), 'We shall not leave').result).toBe('altered')
    expect(compareQuote(indexSource(said), 'We shall nоt leave').result).toBe('exact')
    expect(compareQuote(indexSource(said), 'They were not there').result).toBe('exact')
  })

  it.each([
    ['Он сказал, что ОК', 'OK'],
    ['Μια νέα μέρα έρχεται', 'Μια νέα μέρα έρχεται'],
    ['Міністерство повідомило про це', 'МІНІСТЕРСТВО повідомило про це'],
    ['The wall is 5 μm thick', 'The wall is 5 µm thick'],
  ])('[CL-8s] a language that is written in other letters is compared as before: %s', (said, quote) => {
    expect(['exact', 'typography', 'not_found']).toContain(compareQuote(indexSource(said), quote).result)
    expect(looksAlike(compareQuote(indexSource(said), quote).diff)).toBe(false)
  })

  it('[CL-8s] no two words of one alphabet become the same', () => {
    const of = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => String.fromCodePoint(from + at)).filter((letter) => /\p{L}/u.test(letter))
    for (const letters of [of(0x400, 0x450), of(0x450, 0x460), of(0x391, 0x3aa), of(0x3b1, 0x3ca)])
      expect(new Set(letters.map(foldLookalikes)).size).toBe(letters.length)
  })

  it.each([
    ['we never wanted the road', 'We always wanted the road.'],
    ['the report is not true', 'The report is true'],
    ['Prices rose 12 percent', 'Prices rose 2 percent'],
    ['I am not a crook', 'I am a crook'],
    ['benefit the entire globe', 'A deal would benefit the entire world'],
    ['independent and strong', 'Erdogan spoke in Istanbul on Friday. He said that his country had to be independent and weak.'],
    ['very, very positive approach', 'I rang him at six. He called it a very, very constructive approach by Moscow, and hung up.'],
    ['benefit the entire globe', 'A deal on grain would benefit the entire region, the spokesman said in a call on Friday morning.'],
  ])('[CL-8c] altered, where a note says little else: %s', (quote, said) => {
    expect(compareQuote(indexSource(said), quote).result).toBe('altered')
  })

  it.each([
    ['it was a lie', 'Called the office; the spokesman says it was a holiday'],
    ['there is no evidence', 'There is no reason to doubt it, the office says'],
    ['the tax is too high', 'The minister was in Rome'],
  ])('[CL-8c] not found, where a note shares small words only: %s', (quote, said) => {
    expect(compareQuote(indexSource(said), quote).result).toBe('not_found')
  })

  it.each([
    ['closing', 'Not all problems have been handled, and so with many a word of thanks to everybody in the room the man left for the airport'],
    ['opening', 'And so with many a word of thanks to everybody in the room the man let it be known that not all problems have been handled'],
  ] as const)('[CL-8n] words of the sentence around it do not hide that a quotation without its %s mark is altered', (missing, quote) => {
    expect(compareQuote(SOURCE, quote).result).toBe('not_found')
    expect(compareUnpaired(SOURCE, quote, missing).result).toBe('altered')
    expect(compareUnpaired(SOURCE, 'The moon is a harsh mistress to everybody who goes there for a while', missing).result).toBe('not_found')
  })

  it.each([
    ['exact', 'Not'],
    ['typography', 'Winter'],
    ['not_found', 'No'],
  ] as const)('[CL-8c] a single word is %s, and never altered: %s', (result, quote) => {
    expect(compareQuote(SOURCE, quote).result).toBe(result)
  })

  it.each([
    ['an ellipsis that drops a negation', 'altered', 'the Islamic Republic is ... happy', 'The Islamic Republic is not at all happy with it.'],
    ['a contraction of one', 'altered', 'we … want the road', "Well, we don't want the road."],
    ['an ellipsis over the end of a sentence', 'elided', 'the road is open … we go on', 'The road is open. It was not so before. So we go on.'],
    ['a long passage', 'elided', 'we go on … and we win', 'We go on because the road that lies before us is long and not yet open to all and we win.'],
    ['brackets for a negation', 'altered', 'the road is [now] open to us', 'The road is not open to us.'],
    ['brackets that bring one', 'altered', 'the road is [not] open to us', 'The road is open to us.'],
    ['brackets for a number', 'altered', 'some [forty] people died there', 'Some 14 people died there.'],
    ['brackets for a pronoun', 'elided', 'we told [the president] that it is so', 'We told him that it is so.'],
    ['brackets for a word that says something', 'altered', 'War is a violent [and bad] endeavor', 'War is a violent and difficult endeavor.'],
    ['brackets for another verb', 'altered', 'he [denied] that he took the money', 'He admitted that he took the money.'],
    ['brackets for another adjective', 'altered', 'the [only honest] mayor took it', 'The corrupt mayor took it.'],
    ['brackets that deny', 'altered', 'we [refuse to] sell the road to them', 'We will sell the road to them.'],
    ['brackets for another form of the verb', 'elided', 'they [sell] the road to them', 'They were selling the road to them.'],
    ['brackets for a name at the beginning', 'altered', '[Putin] ordered the attack on them', 'Biden ordered the attack on them.'],
    ['brackets for a pronoun at the beginning', 'elided', '[Putin] ordered the attack on them', 'Yesterday he ordered the attack on them.'],
    ['brackets where nothing stood', 'elided', 'the [local] mayor took it from us', 'The mayor took it from us.'],
    ['brackets for a word at the end', 'altered', 'the mayor took it from [the poor]', 'The mayor took it from bankers.'],
    ['an ellipsis that drops what denies it', 'altered', 'they said … the mayor took money', 'They said it was a lie that the mayor took money.'],
    ['an ellipsis that drops a thought beside it', 'elided', 'they said … the mayor took money', 'They said, when we asked them, the mayor took money.'],
  ] as const)('[CL-8q] %s is %s', (_, result, quote, said) => {
    expect(compareQuote(indexSource(said), quote).result).toBe(result)
  })

  it('[CL-8q] shows what fell out, and what brackets stand for', () => {
    expect(compareQuote(indexSource('War is a violent and difficult endeavor.'), 'War is a violent [and bad] endeavor').diff).toEqual([
      { op: 'same', text: 'War is a violent' },
      { op: 'removed', text: ' and difficult ' },
      { op: 'added', text: ' [and bad] ' },
      { op: 'same', text: 'endeavor' },
    ])
    expect(compareQuote(indexSource('The Islamic Republic is not at all happy.'), 'the Islamic Republic is ... happy').diff).toContainEqual({
      op: 'removed',
      text: ' not at all ',
    })
  })

  it('[CL-8c] a question is not the same as a statement', () => {
    expect(compareQuote(SOURCE, 'Is this the end').result).toBe('exact')
    expect(compareQuote(SOURCE, 'Is this? the end').result).toBe('altered')
  })

  it('[CL-8c] elided parts stand in their order', () => {
    expect(compareQuote(SOURCE, 'progress has been made … Not all difficulties have been handled').result).not.toBe('elided')
  })

  it('[CL-8d] shows what was changed, word by word, and nothing of the typography', () => {
    expect(compareQuote(SOURCE, "not all problems have been handled, but it's encouraging").diff).toEqual([
      { op: 'same', text: 'Not all ' },
      { op: 'removed', text: 'difficulties' },
      { op: 'added', text: 'problems' },
      { op: 'same', text: " have been handled, but it's encouraging" },
    ])
  })

  it('[CL-8d] says where the source has it, in the original', () => {
    const { place } = compareQuote(SOURCE, 'paid 1000 dollars for a low cost house in the city')
    expect(place && SOURCE.text.slice(place.from, place.to)).toBe('paid 1,000 dollars for a low-cost house\u00a0in the city')
  })

  it('[CL-8e] for what a source does not have it gives the nearest that the same speaker says there', () => {
    const near = nearestQuotes(SOURCE, { quote: 'We have made progress on everything', speaker: 'President Putin' })
    expect(near.map(({ quote, speaker }) => [quote, speaker])).toEqual([
      ['Not all difficulties have been handled, but it’s encouraging that progress has been made,', 'Vladimir Putin'],
    ])
    expect(nearestQuotes(SOURCE, { quote: 'What the winter brings is dark', speaker: null })[0]?.speaker).toBe('Recep Tayyip Erdogan')
  })
})

describe('an altered quote', () => {
  const altered = { evidenceId: 'a', result: 'altered', cannotClear: null } as const
  const missing = { evidenceId: 'm', result: 'not_found', cannotClear: null } as const

  it('[CL-8f] is open while a source has it otherwise and none as it stands', () => {
    expect(alteredIn([altered, missing], new Set())).toEqual(['a'])
    expect(alteredIn([missing], new Set())).toEqual([])
    for (const result of ['exact', 'typography', 'elided'] as const) {
      expect(alteredIn([altered, { evidenceId: 'x', result, cannotClear: null }], new Set())).toEqual([])
    }
  })

  it('[CL-8i] is not cleared by a source that an author of the words brought, which can still be one that has it otherwise', () => {
    expect(alteredIn([altered, { evidenceId: 'x', result: 'exact', cannotClear: 'author' }], new Set())).toEqual(['a'])
    expect(alteredIn([{ ...altered, cannotClear: 'author' }], new Set())).toEqual(['a'])
  })

  it.each(NO_CLEARANCES)('[CL-8o] is not cleared by a source that does not count (%s), which can still be one that has it otherwise', (cannotClear) => {
    expect(alteredIn([altered, { evidenceId: 'x', result: 'exact', cannotClear }], new Set())).toEqual(['a'])
    expect(alteredIn([{ ...altered, cannotClear }], new Set())).toEqual(['a'])
  })

  it('[CL-8f] is accepted for the sources it was accepted for, not for a later one', () => {
    expect(alteredIn([altered], new Set(['a']))).toEqual([])
    expect(alteredIn([altered, { ...altered, evidenceId: 'b' }], new Set(['a']))).toEqual(['b'])
  })
})

describe('a hyphen inside a word', () => {
  const source = indexSource('“Our co-operation with Iran goes on, and the email of 20-30 pages is nowhere to be seen,” he said.')

  it.each([
    ['Our cooperation with Iran goes on', 'typography'],
    ['Our co-operation with Iran goes on', 'exact'],
    ['Our co‐operation with Iran goes on', 'typography'],
    ['the e-mail of 20-30 pages', 'typography'],
    ['the email of 2030 pages is nowhere', 'altered'],
    ['pages is now here to be seen', 'altered'],
    ['Our corporation with Iran goes on', 'altered'],
  ] as const)('[CL-8t] “%s” is %s', (quote, result) => {
    expect(compareQuote(source, quote).result).toBe(result)
  })

  it('[CL-8t] is no difference in a quote that is altered otherwise', () => {
    const { result, diff } = compareQuote(source, 'Our cooperation with Iraq goes on, and the email of 20-30 pages')
    expect([result, diff.filter(({ op }) => op === 'added').map(({ text }) => text.trim())]).toEqual(['altered', ['Iraq']])
  })
})
