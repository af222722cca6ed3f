import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { anchorAttribute, claimAttribute, healClaims, placeClaimMark, stripClaimMark, wantsSight } from '#lib/editor/claim-marks.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import { findQuote, readContext } from '#lib/editor/find-quote.ts'
import { lastSight } from '#lib/editor/own-words.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { docToJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, comment, copyOfDoc, p, t, ydocOf, ytextAt } from './documents.ts'

const c1 = claim('c1')
const c2 = claim('c2')

function rangeOf(ydoc: Y.Doc, quote: string) {
  const found = findQuote(ydoc, { quote })
  if (found.kind !== 'found') throw new Error(`${quote}: ${found.kind}`)
  return found.range
}

/** The last place of the words. */
function findLast(ydoc: Y.Doc, quote: string) {
  const places = [1, 2].map((occurrence) => findQuote(ydoc, { quote, occurrence })).filter((found) => found.kind === 'found')
  const last = places.at(-1)
  if (!last) throw new Error(`${quote} is not there`)
  return last.range
}

describe('placing a claim mark', () => {
  it('[CL-2] [DO-8c] writes what the editor itself would have written', () => {
    const ydoc = ydocOf(article(p('Iran has supported the invasion')))
    const fromEditor = ydocOf(article(p('Iran ', t('has supported', c1), ' the invasion')))
    placeClaimMark(ydoc, rangeOf(ydoc, 'has supported'), 'c1')
    expect(ytextAt(ydoc, 2).toDelta()).toEqual(ytextAt(fromEditor, 2).toDelta())
  })

  it('[CL-2] [DO-8c] answers the update that gives every other copy the mark', () => {
    const ydoc = ydocOf(article(p('Iran has ', t('supported', 'bold'), ' the invasion'), block('bulletList', block('listItem', p('of Ukraine')))))
    const other = copyOfDoc(ydoc, 9)
    const update = placeClaimMark(ydoc, rangeOf(ydoc, 'supported the invasion of Ukraine'), 'c1')
    if (update) Y.applyUpdate(other, update)
    expect(docToJson(other)).toEqual(docToJson(ydoc))
    expect(claimAnchors(other).get('c1')).toMatchObject({ wording: 'supported the invasion\nof Ukraine', blocks: 2 })
  })

  it('[CL-2] [DO-8c] leaves other claims on the same words as they are', () => {
    const ydoc = ydocOf(article(p(t('Iran has supported', c1), ' the invasion')))
    placeClaimMark(ydoc, rangeOf(ydoc, 'supported the invasion'), 'c2')
    expect([...claimAnchors(ydoc).values()].map(({ id, wording }) => [id, wording])).toEqual([
      ['c1', 'Iran has supported'],
      ['c2', 'supported the invasion'],
    ])
  })

  it('[CL-2] [DO-8c] never replaces a node: what others type in the same sentence meanwhile stays', () => {
    const ydoc = ydocOf(article(p('Iran has supported the invasion')))
    const typist = copyOfDoc(ydoc, 9)
    const element = ydoc.getXmlFragment(FRAGMENT).get(2)
    const update = placeClaimMark(ydoc, rangeOf(ydoc, 'has supported'), 'c1')
    ytextAt(typist, 2).insert(9, 'openly ')
    if (update) Y.applyUpdate(typist, update)
    expect(claimAnchors(typist).get('c1')?.wording).toBe('has openly supported')
    expect(ydoc.getXmlFragment(FRAGMENT).get(2)).toBe(element)
  })

  it('[CL-2] [DO-8c] answers null for words that are marked already or for no words', () => {
    const ydoc = ydocOf(article(p(t('Tehran says', c1), ' it'), block('note', 'ask')))
    expect(placeClaimMark(ydoc, rangeOf(ydoc, 'Tehran says'), 'c1')).toBe(null)
    expect(placeClaimMark(ydoc, { from: 1, to: 1 }, 'c2')).toBe(null)
  })
})

describe('taking a claim mark off', () => {
  it('[CL-4] [DO-8d] takes it off everywhere, and nothing else', () => {
    const ydoc = ydocOf(article(p(t('Iran ', c1), t('has', c1, c2), t(' supported', c2)), block('note', t('Iran', c1))))
    const update = stripClaimMark(ydoc, 'c1')
    expect(update).not.toBe(null)
    expect(docToJson(ydoc)).toEqual(article(p('Iran ', t('has supported', c2)), block('note', 'Iran')))
    expect(stripClaimMark(ydoc, 'c1')).toBe(null)
  })

  it('[CL-4] [DO-8d] takes it off one of two places', () => {
    const ydoc = ydocOf(article(p(t('Iran', c1), ' has'), p('and '.repeat(60), t('Iran', c1))))
    stripClaimMark(ydoc, 'c1', claimAnchors(ydoc).get('c1')?.copies)
    expect(docToJson(ydoc).content.slice(2)).toEqual([p(t('Iran', c1), ' has'), p(`${'and '.repeat(60)}Iran`)])
  })
})

describe('healing claims', () => {
  const wording = 'met Iranian leaders'

  it('[CL-4] [DO-8d] takes the mark off pasted copies', () => {
    const ydoc = ydocOf(article(p('He ', t(wording, c1)), p('Again he ', t(wording, c1))))
    const other = copyOfDoc(ydoc, 9)
    const healed = healClaims(ydoc, [{ id: 'c1', wording }])
    expect(healed).toEqual({ update: expect.any(Uint8Array), reattached: [], detached: [], strippedCopies: ['c1'] })
    if (healed.update) Y.applyUpdate(other, healed.update)
    expect(docToJson(other).content.slice(2)).toEqual([p('He ', t(wording, c1)), p(`Again he ${wording}`)])
  })

  describe('marks carried by hand', () => {
    const known = {
      id: 'c1',
      wording: '20 drones',
      prefix: 'Putin in Tehran\nIran backs Moscow\nIran sold '.slice(-32),
      suffix: ' to Moscow.\nThe minister denied 2'.slice(0, 32),
    }
    const home = 'to Moscow.'
    const place = (text: ReturnType<typeof p>, ...rest: ReturnType<typeof p>[]) => ydocOf(article(text, ...rest))
    const wordingAt = (ydoc: Y.Doc) => {
      const anchor = claimAnchors(ydoc, new Map([['c1', known.wording]])).get('c1')
      return (
        anchor && [
          anchor.wording,
          findQuote(ydoc, { quote: `20 drones ${home}` }).kind === 'found' && rangeOf(ydoc, `20 drones ${home}`).from === anchor.from,
          anchor.copies.length,
        ]
      )
    }

    it('[CL-4d] [DO-8i] come back to words that still stand where they stood, whatever they were put on', () => {
      for (const marked of ['20 drones', 'denied', '20 drones or more']) {
        const ydoc = place(p(`Iran sold 20 drones ${home}`), p('The minister denied 20 drones or more.'))
        placeClaimMark(ydoc, findLast(ydoc, marked), 'c1')
        expect(healClaims(ydoc, [known])).toMatchObject({ strippedCopies: ['c1'], detached: [] })
        expect(wordingAt(ydoc)).toEqual(['20 drones', true, 0])
        expect(healClaims(ydoc, [known]).update).toBe(null)
      }
    })

    it('[CL-4d] [DO-8i] onto a second place, even one before it, make no second anchor and do not move the first', () => {
      const ydoc = place(
        p('Again 20 drones.'),
        p('x'.repeat(300)),
        p('Iran sold ', t('20 drones', c1), ` ${home}`),
        p('The minister denied 20 drones or more.'),
      )
      const there = { ...known, prefix: `${'x'.repeat(21)}\nIran sold ` }
      placeClaimMark(ydoc, rangeOf(ydoc, '20 drones.'), 'c1')
      expect(healClaims(ydoc, [there])).toMatchObject({ strippedCopies: ['c1'] })
      expect(wordingAt(ydoc)).toEqual(['20 drones', true, 0])
    })

    it('[CL-4d] [DO-8i] stay where copy was cut from its place and put elsewhere', () => {
      const ydoc = place(p(`Iran sold ${home}`), p('The minister denied ', t('20 drones', c1), ' or more.'))
      expect(healClaims(ydoc, [known])).toEqual({ update: null, reattached: [], detached: [], strippedCopies: [] })
    })
  })

  describe('a claim whose mark is gone', () => {
    const DAM = 'dam holds 180 cubic kilometres of water'
    const FACT = `The ${DAM}. It rains.`
    const LIE = `It is a lie that the ${DAM}.`

    /** A document with the claim on the first place of the words, as the server saw it last. */
    function lastSeen(words: string, ...paragraphs: string[]) {
      const ydoc = ydocOf(article(...paragraphs.map((text) => p(text))))
      const found = findQuote(ydoc, { quote: words, occurrence: 1 })
      if (found.kind !== 'found') throw new Error(`${words} is not there`)
      placeClaimMark(ydoc, found.range, 'c1')
      const known: KnownClaim = { id: 'c1', ...readContext(ydoc, found.range) }
      const sight = lastSight(ydoc, new Map([['c1', words]]))
      const heal = () => {
        expect(wantsSight(ydoc, [known], new Set())).toBe(true)
        const healed = healClaims(ydoc, [known], sight)
        const anchor = claimAnchors(ydoc).get('c1')
        return { healed, at: anchor ? readContext(ydoc, anchor) : null }
      }
      return { ydoc, known, sight, heal, text: (index: number) => ytextAt(ydoc, index + 2) }
    }

    function remove(text: Y.XmlText, words: string): void {
      text.delete(plain(text).indexOf(words), words.length)
    }

    function plain(text: Y.XmlText): string {
      const delta: { insert: string }[] = text.toDelta()
      return delta.map(({ insert }) => insert).join('')
    }

    it('[CL-4] [DO-8e] has it back on its own characters, wherever else the words stand, and whatever stands beside them now', () => {
      const { ydoc, known, heal, text } = lastSeen(DAM, FACT, LIE)
      stripClaimMark(ydoc, 'c1')
      text(0).insert(0, 'Nobody doubts it. ')
      remove(text(0), ' It rains.')
      const { healed, at } = heal()
      expect(healed).toMatchObject({ reattached: ['c1'], detached: [] })
      expect(at).toMatchObject({ wording: DAM, prefix: expect.stringMatching(/doubts it\. The $/) })
      expect(healClaims(ydoc, [known]).update).toBe(null)
    })

    it.each([
      ['in a sentence that denies them', [FACT, LIE]],
      ['in the same words around them', [FACT, FACT]],
      ['in a whole paragraph like it', [DAM, 'So they said.', DAM, 'So they said.']],
    ])('[CL-4] [DO-8e] never goes to words that stood elsewhere: %s', (_, paragraphs) => {
      for (const gone of [FACT, DAM]) {
        const { ydoc, heal, text } = lastSeen(DAM, ...paragraphs)
        if (!plain(text(0)).includes(gone)) continue
        remove(text(0), gone)
        expect(heal()).toEqual({ healed: { update: null, reattached: [], detached: ['c1'], strippedCopies: [] }, at: null })
        ydoc.getXmlFragment(FRAGMENT).delete(2, 1)
        expect(heal().healed.detached).toEqual(['c1'])
      }
    })

    it('[CL-3] [CL-4] [DO-8m] stays on its own characters where an untouched copy comes with its mark as they are changed', () => {
      const said = 'The mayor did not take bribes in 1999.'
      const { ydoc, known, heal, text } = lastSeen(said, said, 'Filler words here.')
      const [{ attributes }] = text(0).toDelta() as [{ attributes: object }]
      ydoc.transact(() => {
        remove(text(0), 'not ')
        text(1).insert(text(1).length, said, attributes)
      })
      const { healed, at } = heal()
      expect([healed.strippedCopies, healed.detached, at?.wording]).toEqual([['c1'], [], 'The mayor did take bribes in 1999.'])
      expect(plain(text(1))).toContain(said)
      expect(text(1).toDelta()).toHaveLength(1)
      expect(healClaims(ydoc, [known]).update).toBe(null)
    })

    it('[CL-4] [DO-8e] nor to words that were typed into other surroundings, long as they are', () => {
      const { heal, text } = lastSeen(DAM, FACT, 'So they said. '.repeat(12), 'They met.')
      remove(text(0), DAM)
      text(2).insert(0, LIE)
      expect(heal()).toMatchObject({ healed: { update: null, detached: ['c1'] }, at: null })
    })

    it('[CL-4] [DO-8e] has it back where all of the copy came back with other empty lines, and not where a letter beside it is another', () => {
      for (const [line, stays] of [
        ['Nobody said a word about it before.', true],
        ['Nobody said a word about it be4ore.', false],
      ] as const) {
        const { ydoc, heal } = lastSeen(DAM, 'Nobody said a word about it before.', FACT)
        const copy = ydoc.getXmlFragment(FRAGMENT)
        copy.delete(2, 2)
        for (const text of [line, '', FACT]) {
          const block = new Y.XmlElement('paragraph')
          copy.push([block])
          if (text !== '') block.insert(0, [new Y.XmlText(text)])
        }
        expect(heal().healed[stays ? 'reattached' : 'detached']).toEqual(['c1'])
      }
    })

    it('[CL-4] [DO-8e] has it back where the words came back to between all that stood around them', () => {
      const { heal, text } = lastSeen(DAM, FACT, 'They met.')
      remove(text(0), DAM)
      text(0).insert(4, DAM)
      expect(heal()).toMatchObject({ healed: { reattached: ['c1'] }, at: { wording: DAM, prefix: expect.stringMatching(/The $/) } })
    })

    it('[CL-4] [DO-8e] not where they came back in between other copy', () => {
      const { heal, text } = lastSeen(DAM, FACT, 'They met.')
      remove(text(0), FACT)
      text(0).insert(0, `${LIE} It rains.`)
      expect(heal()).toMatchObject({ healed: { update: null, detached: ['c1'] }, at: null })
    })

    it('[CL-4d] [DO-8l] loses it on words that stood elsewhere, also on one of their letters', () => {
      for (const marked of [DAM, 'dam', 'water']) {
        const { ydoc, heal, text } = lastSeen(DAM, FACT, LIE)
        remove(text(0), DAM)
        placeClaimMark(ydoc, findLast(ydoc, marked), 'c1')
        expect(heal()).toMatchObject({ healed: { detached: ['c1'], strippedCopies: ['c1'] }, at: null })
      }
    })

    it('[CL-4d] [DO-8l] also where the first letter was typed anew under it', () => {
      const { ydoc, heal, text } = lastSeen(DAM, FACT, LIE)
      remove(text(0), DAM)
      const at = plain(text(1)).indexOf(DAM)
      text(1).delete(at, 1)
      text(1).insert(at, 'd', { [claimAttribute('c1')]: { id: 'c1' } })
      expect(heal()).toMatchObject({ healed: { detached: ['c1'] }, at: null })
      expect(docToJson(ydoc).content[3]).toEqual(p(LIE))
    })

    it('[CL-4d] [DO-8l] keeps it on what was cut and pasted: these characters have come since', () => {
      const { ydoc, known, sight, text } = lastSeen(DAM, FACT, 'He says that the .')
      remove(text(0), DAM)
      text(1).insert('He says that the '.length, DAM, { [claimAttribute('c1')]: { id: 'c1' } })
      expect(healClaims(ydoc, [known], sight)).toEqual({ update: null, reattached: [], detached: [], strippedCopies: [] })
    })

    it('[CL-4d] [DO-8i] does not come home to words that stood elsewhere in the same surroundings', () => {
      const { heal, text } = lastSeen(DAM, FACT, 'Far off: .', FACT, 'x'.repeat(40))
      remove(text(0), FACT)
      text(1).insert('Far off: '.length, DAM, { [claimAttribute('c1')]: { id: 'c1' } })
      expect(heal()).toMatchObject({ healed: { reattached: [], detached: [] }, at: { prefix: expect.stringMatching(/Far off: $/) } })
    })

    it('[CL-4] [DO-8j] changed, it does not stand on what was said elsewhere all along', () => {
      const { heal, text } = lastSeen(DAM, `By night ${FACT}`, `By day the ${DAM.replace('180', 'about 180')}. It snows.`)
      remove(text(0), `By night ${FACT}`)
      expect(heal()).toMatchObject({ healed: { update: null, detached: ['c1'] }, at: null })
    })
  })

  it('[CL-4] [DO-8e] leaves a claim detached whose words are gone, stand twice, or stand in a note', () => {
    const gone = ydocOf(article(p('He met Turkish leaders')))
    const twice = ydocOf(article(p(`He ${wording}`), p(`She ${wording}`)))
    const note = ydocOf(article(p('body'), block('note', wording)))
    for (const ydoc of [gone, twice, note])
      expect(healClaims(ydoc, [{ id: 'c1', wording }])).toEqual({ update: null, reattached: [], detached: ['c1'], strippedCopies: [] })
  })

  it('[CL-4] [DO-8e] does not take a few words in other surroundings for the claim', () => {
    const ydoc = ydocOf(article(p('Twelve leaders in 2015 were there')))
    const known = { id: 'c1', wording: '2015', prefix: 'the deal of ', suffix: ' was signed' }
    expect(healClaims(ydoc, [known])).toMatchObject({ update: null, detached: ['c1'] })
  })

  describe('a claim whose mark is gone and whose words were changed', () => {
    const known = {
      id: 'c3',
      wording: 'since Russian forces invaded Ukraine earlier',
      prefix: 'The trip was his third ',
      suffix: ' this year, the second of two.',
    }
    const wordingIn = (...paragraphs: string[]) => {
      const ydoc = ydocOf(article(...paragraphs.map((text) => p(text))))
      const healed = healClaims(ydoc, [known])
      const wording = claimAnchors(ydoc).get('c3')?.wording
      expect(healed).toMatchObject({ reattached: wording === undefined ? [] : ['c3'], detached: wording === undefined ? ['c3'] : [] })
      expect(healClaims(ydoc, [known]).update).toBe(null)
      return wording
    }

    it('[CL-4] [DO-8j] stands on what is left of them, between what stood beside them', () => {
      expect(wordingIn('The trip was his third since Russian army forces invaded Ukraine earlier this year, the second of two.')).toBe(
        'since Russian army forces invaded Ukraine earlier',
      )
      expect(wordingIn('The trip was his third after troops invaded Ukraine earlier this year, the second of two.')).toBe(
        'after troops invaded Ukraine earlier',
      )
    })

    it('[CL-4] [DO-8j] is found where one side was changed too', () => {
      expect(wordingIn('The trip was his second since Russian army forces invaded Ukraine earlier this year, the second of two.')).toBe(
        'since Russian army forces invaded Ukraine earlier',
      )
      expect(wordingIn('The trip was his third since Russian army forces invaded Ukraine earlier, in 2022.')).toBe(
        'since Russian army forces invaded Ukraine earlier',
      )
    })

    it('[CL-4] [DO-8j] is detached where less than half of them is left, or the place is not the only one, or not its own', () => {
      expect(wordingIn('The trip was his third since the war in Ukraine began this year, the second of two.')).toBeUndefined()
      expect(wordingIn('The trip was his third  this year, the second of two.')).toBeUndefined()
      const twice = 'The trip was his third since Russian army forces invaded Ukraine earlier this year, the second of two.'
      expect(wordingIn(twice, twice)).toBeUndefined()
      expect(wordingIn('It was new since Russian army forces invaded Ukraine earlier in the spring.')).toBeUndefined()
    })
  })

  it('[CL-4] [DO-8e] finds words that it said before, by all that stood around them then', () => {
    const known = { id: 'c1', wording: '2015', prefix: 'one deal of ', suffix: ' was signed' }
    const ydoc = ydocOf(article(p('It was in spring 2014 they met, not in 2014.')))
    const { wording, prefix, suffix } = readContext(ydoc, rangeOf(ydoc, '2014 they'))
    const earlier = [{ wording: wording.slice(0, 4), prefix, suffix: ` they${suffix}`.slice(0, 32) }]
    expect(healClaims(ydoc, [{ ...known, earlier }])).toMatchObject({ reattached: ['c1'] })
    expect(claimAnchors(ydoc).get('c1')?.from).toBe(rangeOf(ydoc, '2014 they').from)
    expect(healClaims(ydocOf(article(p('It was in summer 2014 they met.'))), [{ ...known, earlier }])).toMatchObject({ detached: ['c1'] })
  })

  it('[CL-4] [DO-8e] changes nothing the second time', () => {
    const ydoc = ydocOf(article(p(`He ${wording} there`), p('text')))
    const known = [{ id: 'c1', ...readContext(ydoc, rangeOf(ydoc, wording)) }]
    expect(healClaims(ydoc, known).reattached).toEqual(['c1'])
    expect(healClaims(ydoc, known)).toEqual({ update: null, reattached: [], detached: [], strippedCopies: [] })
  })

  it('[CL-2] [DO-8c] names the attribute of every claim as the binding does', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (id) => {
        const ydoc = ydocOf(article(p(t('x', claim(id), comment(id)))))
        const names = ytextAt(ydoc, 2)
          .toDelta()
          .flatMap((part: { attributes?: object }) => Object.keys(part.attributes ?? {}))
        expect(names.toSorted()).toEqual([claimAttribute(id), anchorAttribute('comment', id)])
      }),
    )
  })
})
