import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { turningSign } from '#lib/domain/gate/turned-text.ts'

const [LRM, RLM, ALM, LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI] = Array.from('\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')

describe('signs that turn the direction of text', () => {
  it.each([
    ['U+202E', `The bridge cost ${RLO}91${PDF} dollars`],
    ['U+2067', `The bridge cost ${RLI}${RLO}91${PDI} dollars`],
    ['U+202D', `הגשר עלה ${LRO}91${PDF} דולר`],
    ['U+202E', `${RLO}The bridge cost 91`],
    ['U+202B', `It cost ${RLE}10–12${PDF} dollars`],
    ['U+2067', `It cost ${RLI}10–12${PDI} dollars`],
    ['U+2067', `${RLI}It cost 10–12 dollars`],
    ['U+202A', `It cost ${LRE}10–12 dollars`],
    ['U+2066', `It cost ${LRI}10–12 dollars${PDF}`],
    ['U+2068', `It cost ${FSI}10–12 dollars`],
    ['U+202B', `It cost ${RLI}א${RLE}10–12${PDI} dollars`],
    ['U+200F', `It cost ${RLM}10–12 dollars`],
    ['U+200F', `${RLM}10–12 dollars were paid`],
    ['U+200F', `It cost ${FSI}${RLM}10–12${PDI} dollars`],
    ['U+061C', `It cost ${ALM}10–12 dollars`],
    ['U+200F', `The word שלום stands here, and it cost ${RLM}10–12 dollars`],
  ])('[RE-5g] are found: %s in %j', (sign, text) => {
    expect(turningSign(text)?.sign).toBe(sign)
  })

  it.each([
    'The bridge cost 91 dollars',
    `Call ${LRE}+1 415 555 0100${PDF} in the morning`,
    `${FSI}Anna${PDI} asked ${LRI}Bo${PDI}.`,
    `The word ${RLI}שלום${PDI} means peace`,
    `The word ${RLE}שלום 10–12${PDF} means peace`,
    `The word שלום!${RLM} means peace`,
    `الجسر كلف 91${RLM} (ألف)${ALM} دولار`,
    `He wrote ${LRM}C++${LRM} and left`,
    `It cost 91${PDF}${PDI} dollars`,
  ])('[RE-5g] are left where they do no harm, or belong to text written from right to left: %j', (text) => {
    expect(turningSign(text)).toBe(null)
  })

  it('[RE-5g] are told with the words around them', () => {
    expect(turningSign(`After the long war, officials say, the bridge cost ${RLO}91${PDF} dollars in all, as they said in May.`)).toEqual({
      sign: 'U+202E',
      at: 'ls say, the bridge cost 91 dollars in all, as th',
    })
  })

  it('[RE-5g] are found wherever an override stands, among whatever else', () => {
    const part = fc.constantFrom('91', ' ', 'a', 'א', 'ع', '\u{1f600}', '\ud800', LRM ?? '', RLM ?? '', LRI ?? '', RLI ?? '', RLE ?? '', PDF ?? '', PDI ?? '')
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, fc.constantFrom(LRO, RLO), (before, after, override) => {
        expect(turningSign(`${before}${override}${after}`)).not.toBe(null)
        // What is written from left to right, and holds no such sign, is never held back.
        expect(turningSign(`${before}${after}`.replaceAll(/[^\p{L}\p{N} ]/gu, ''))).toBe(null)
      }),
    )
  })
})
