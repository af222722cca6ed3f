import { describe, expect, it } from 'vitest'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { findQuote, readContext } from '#lib/editor/find-quote.ts'
import { readDocument } from '#lib/editor/read.ts'
import { article, block, claim, p, t, ydocOf } from './documents.ts'

const c1 = claim('c1')
const c2 = claim('c2')

describe('a claim in the copy', () => {
  it('[CL-1] [DO-7a] is read with its wording, its place and its runs', () => {
    const json = article(p('The trip was his ', t('second since Russian forces', c1), t(' invaded Ukraine', 'bold', c1), ' earlier'))
    const { doc } = readDocument(json)
    const anchor = claimAnchors(json).get('c1')
    expect(anchor).toMatchObject({ id: 'c1', wording: 'second since Russian forces invaded Ukraine', blocks: 1, copies: [] })
    expect(doc.textBetween(anchor?.from ?? 0, anchor?.to ?? 0)).toBe('second since Russian forces invaded Ukraine')
    expect(anchor?.runs).toEqual([{ from: anchor?.from, to: anchor?.to }])
    expect(claimAnchors(ydocOf(json)).get('c1')).toEqual(anchor)
  })

  it('[CL-1] [DO-7a] may stand in the headline, the standfirst and a caption, and overlap others', () => {
    const json = {
      type: 'doc' as const,
      content: [
        block('headline', t('Putin in Tehran', c1)),
        block('standfirst', t('Iran ', c2), t('backs', c2, claim('c3')), t(' Moscow', claim('c3'))),
        { type: 'image', content: [block('caption', t('Tehran on Tuesday', claim('c4')))] },
        { type: 'paragraph' },
      ],
    }
    const wordings = [...claimAnchors(json).values()].map(({ id, wording }) => [id, wording])
    expect(wordings).toEqual([
      ['c1', 'Putin in Tehran'],
      ['c2', 'Iran backs'],
      ['c3', 'backs Moscow'],
      ['c4', 'Tehran on Tuesday'],
    ])
  })

  it('[CL-4] [DO-7b] over several blocks is one anchor, its blocks joined by line ends', () => {
    const json = article(p('Putin met ', t('Iranian leaders', c1)), { type: 'paragraph' }, block('blockquote', p(t('and Turkish leaders', c1), ' too')))
    expect(claimAnchors(json).get('c1')).toMatchObject({ wording: 'Iranian leaders\n\nand Turkish leaders', blocks: 3, copies: [] })
  })

  it('[CL-4] [DO-7b] includes a hard break', () => {
    const json = article(p(t('Iranian', c1), { type: 'hardBreak' }, t('leaders', c1)))
    expect(claimAnchors(json).get('c1')?.wording).toBe('Iranian\nleaders')
  })

  it('[CL-4] [DO-7c] includes a short stretch that was typed or pasted inside it', () => {
    const json = article(p(t('Putin met Iranian', c1), ' and Turkish', t(' leaders to discuss Syria', c1)))
    expect(claimAnchors(json).get('c1')).toMatchObject({ wording: 'Putin met Iranian and Turkish leaders to discuss Syria', copies: [] })
  })

  it('[CL-4] [DO-7c] includes what was typed at the new line after Enter inside it', () => {
    const json = article(p(t('Putin met', c1)), p('both ', t('Iranian leaders', c1)))
    expect(claimAnchors(json).get('c1')?.wording).toBe('Putin met\nboth Iranian leaders')
  })

  it('[CL-4] [DO-7d] does not reach over a long unmarked stretch: what lies beyond is a copy', () => {
    const far = 'x'.repeat(250)
    const json = article(p(t('Putin met', c1), far, t('Iranian leaders', c1)))
    const anchor = claimAnchors(json).get('c1')
    expect(anchor?.wording).toBe('Iranian leaders')
    expect(anchor?.copies.map(({ from, to }) => readDocument(json).doc.textBetween(from, to))).toEqual(['Putin met'])
  })

  it('[CL-4] [DO-7d] that was pasted again elsewhere keeps one anchor: where the last known wording stands, else the longest', () => {
    const json = article(p(t('met Iranian and Turkish leaders', c1)), p('He ', t('met Iranian leaders', c1), ' there'))
    const first = claimAnchors(json).get('c1')
    const known = claimAnchors(json, new Map([['c1', 'met\u00a0Iranian  leaders']])).get('c1')
    expect(first).toMatchObject({ wording: 'met Iranian and Turkish leaders', blocks: 1 })
    expect(first?.copies).toHaveLength(1)
    expect(known).toMatchObject({ wording: 'met Iranian leaders', copies: first?.runs })
  })

  it('[CL-4] [DO-7d] takes back what an undo restored beside it, although the rest alone was last seen', () => {
    const json = article(p(t('met Iranian leaders', c1)), p(t('and praised them', c1)))
    const anchor = claimAnchors(json, new Map([['c1', 'met Iranian leaders']])).get('c1')
    expect(anchor).toMatchObject({ wording: 'met Iranian leaders\nand praised them', copies: [] })
  })

  it('[CL-4] [DO-7d] of which a word was moved far away stays with the bulk of its words', () => {
    const json = article(p(t('Iranian', c1)), p('x'.repeat(300)), p('He ', t('met leaders in Tehran', c1)))
    expect(claimAnchors(json, new Map([['c1', 'met Iranian leaders in Tehran']])).get('c1')?.wording).toBe('met leaders in Tehran')
  })

  it('[CL-4] [DO-7d] that is repeated word for word beside itself is not read as one long claim', () => {
    const json = article(p(t('met Iranian leaders', c1)), p(t('met Iranian leaders', c1)))
    expect(claimAnchors(json).get('c1')).toMatchObject({ wording: 'met Iranian leaders', blocks: 1 })
    expect(claimAnchors(json, new Map([['c1', 'met Iranian leaders']])).get('c1')?.copies).toHaveLength(1)
  })

  it('[CL-4] [DO-7e] that stands only in an editorial note has no anchor', () => {
    const json = article(block('note', t('met Iranian leaders', c1)), p('body'))
    expect(claimAnchors(json).size).toBe(0)
  })

  it('[CL-4] [DO-7e] has no anchor where its text is gone', () => {
    expect(claimAnchors(article(p('body')), new Map([['c1', 'met Iranian leaders']])).size).toBe(0)
  })
})

describe('finding a quote', () => {
  const json = article(
    p('Putin stated, “Not all difficulties have been handled, but it’s encouraging that progress has\u00a0been made.”'),
    p('Putin praised Erdogan for his support. Erdogan praised Putin.'),
    block('bulletList', block('listItem', p('ﬁrst item')), block('listItem', p('second item'))),
    block('note', 'Putin praised nobody'),
    p('Emoji 👍🏽 and a\u0301ccent'),
  )
  const { doc } = readDocument(json)
  const found = (query: Parameters<typeof findQuote>[1]) => {
    const result = findQuote(json, query)
    return result.kind === 'found' ? doc.textBetween(result.range.from, result.range.to, '\n') : result
  }

  it('[CL-2] [DO-8a] compares without typography and gives the range in the copy as written', () => {
    expect(found({ quote: '"Not all difficulties have been handled, but it\'s encouraging that progress has been made."' })).toBe(
      '“Not all difficulties have been handled, but it’s encouraging that progress has\u00a0been made.”',
    )
    expect(found({ quote: 'first item' })).toBe('ﬁrst item')
    expect(found({ quote: '👍🏽 and áccent' })).toBe('👍🏽 and a\u0301ccent')
  })

  it('[CL-2] [DO-8a] finds words across block boundaries, however the line ends were sent', () => {
    for (const quote of ['support. Erdogan praised Putin.\n\nﬁrst item', 'Putin. first item second'])
      expect(findQuote(json, { quote })).toMatchObject({ kind: 'found' })
    expect(found({ quote: 'item second' })).toBe('item\nsecond')
  })

  it('[CL-2] [DO-8a] does not search editorial notes, and says when the words are not there', () => {
    expect(found({ quote: 'praised nobody' })).toEqual({ kind: 'not-found' })
    expect(found({ quote: 'putin stated' })).toEqual({ kind: 'not-found' })
    expect(found({ quote: ' \u00a0' })).toEqual({ kind: 'not-found' })
  })

  it('[CL-2] [DO-8b] says when several places say it, and takes the one that context or occurrence names', () => {
    expect(findQuote(json, { quote: 'praised' })).toEqual({ kind: 'ambiguous', count: 2 })
    expect(findQuote(json, { quote: 'praised', prefix: 'nothing of this', suffix: 'neither' })).toEqual({ kind: 'ambiguous', count: 2 })
    const second = findQuote(json, { quote: 'praised', occurrence: 2 })
    expect(findQuote(json, { quote: 'praised', prefix: 'support. Erdogan ' })).toEqual(second)
    expect(findQuote(json, { quote: 'praised', suffix: ' Putin.' })).toEqual(second)
    expect(findQuote(json, { quote: 'praised', occurrence: 3 })).toEqual({ kind: 'not-found' })
  })

  it('[CL-2] [DO-8b] finds again what was read with its context', () => {
    const text = readDocument(json).blocks[3]
    const range = { from: (text?.pos ?? 0) + 39, to: (text?.pos ?? 0) + 46 }
    const { wording, prefix, suffix } = readContext(json, range)
    expect({ wording, prefix, suffix }).toEqual({
      wording: 'Erdogan',
      prefix: 'raised Erdogan for his support. ',
      suffix: ' praised Putin.\nﬁrst item\nsecond',
    })
    expect(findQuote(json, { quote: wording, prefix, suffix })).toEqual({ kind: 'found', range, wording })
  })
})
