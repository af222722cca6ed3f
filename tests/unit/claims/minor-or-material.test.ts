import { describe, expect, it } from 'vitest'
import { fc } from '#tests/support/property.ts'
import { isEnglish } from '#lib/domain/claims/english.ts'
import { areOpposites, BOUNDS, DENIALS, isSuperlative, MEASURES, ROLES, TURNING_WORDS } from '#lib/domain/claims/sense-words.ts'
import { compareWording, compareWordingStrictly } from '#lib/domain/claims/wording.ts'
import { NEGATIONS, NUMBER_WORDS, PRONOUNS, QUALIFIERS } from '#lib/domain/claims/word-lists.ts'

const MINOR: [before: string, after: string][] = [
  ['He has lately been garnering praise from all of the allies', 'He has recently been garnering praise from all of the allies'],
  ['He has toured the region, garnering praise from the allies', 'He has toured the region, gathering praise from the allies'],
  ['The fire spread through the big city in the long night', 'The fire spread through the large city in the long night'],
  ['The houses that burned in the village were of wood', 'The houses that burnt in the village were of wood'],
  ['Lately the city has drawn people from the coast', 'Recently the city has drawn people from the coast'],
  ['Residents of the village saw smoke over the old mill', 'People of the village saw smoke over the old mill'],
  ['the goverment signed the treaty in the palace', 'the government signed the treaty in the palace'],
  ['they recieved the letter from the court in the palace', 'they received the letter from the court in the palace'],
  ['the comittee met in the old palace of the town', 'the committee met in the old palace of the town'],
  ['the delegation left teh palace with the papers', 'the delegation left the palace with the papers'],
  ['second since Russian forces invaded Ukraine', 'second since Russian troops invaded Ukraine'],
  ['second since Russian forces invaded Ukraine', 'second since Russian forces have invaded Ukraine'],
  ['second since Russian forces invaded Ukraine', 'second since Russian forces entered Ukraine'],
  ['sent powerful drones to soldiers in the town', 'sent drones to soldiers in the town'],
  ['sent powerful drones to soldiers in the town', 'sent mighty drones to soldiers in the town'],
  ['The trip was seen as a sign of isolation in the region', 'This trip was seen as a sign of isolation in the region'],
  ['The trip was seen as a sign of isolation in the region', 'The trip was seen as a mark of isolation in the region'],
  ['The trip was regarded as a sign of isolation', 'The trip was seen as a sign of isolation'],
  ['confronted Russia in Syria, and in Libya', 'confronted Russia in Syria and in Libya'],
  ['Putin met with Iranian and Turkish leaders to discuss Syria', 'Putin met Iranian and Turkish leaders to discuss Syria'],
  ['Ukraine organised its defence in the centre of the town', 'Ukraine organized its defense in the center of the town'],
  ['the minister signs the treaty in the palace', 'the minister signed the treaty in the palace'],
  ['the court has ruled on the plan of the builders', 'the court ruled on the plan of the builders'],
  ['she agree with the ruling of the old court', 'she agrees with the ruling of the old court'],
  ['the rebels held the town through the long night', 'the rebels kept the town through the long night'],
  ['the drought ruined the harvest in the valley', 'the drought ravaged the harvest in the valley'],
  ['they wrote the speech in the palace by the river', 'they penned the speech in the palace by the river'],
  ['the bridge that spans the river is made of steel', 'the bridge which spans the river is made of steel'],
  ['the ship lay at anchor in the harbour of the town', 'the ship lay at anchor in the port of the town'],
  ['the firm makes engines at a plant near the river', 'the company makes engines at a plant near the river'],
  ['The talks in the palace ended with a handshake', 'The talks at the palace ended with a handshake'],
  ['the club moved to its new stadium in the town', 'the club moved into its new stadium in the town'],
  ['the novel tells the tale of a boy and the sea', 'the novel tells the story of a boy and the sea'],
  ['the long and winding road leads up to the castle', 'the long, winding road leads up to the castle'],
  ['the harvest was helped by gentle rain in the valley', 'the harvest was helped by soft rain in the valley'],
  ['the mine and the mill stood idle that season', 'the old mine and the mill stood idle that season'],
  ['the firemen carried the family out of the house', 'the firefighters carried the family out of the house'],
  ['the police searched the flat in the old town', 'the police combed the flat in the old town'],
  ['the paper printed the letter in full with a comment', 'the paper ran the letter in full with a comment'],
  ['the choir sang in the square as the crowd looked on', 'the choir sang in the square where the crowd looked on'],
  ['they walked quickly along the road to the border', 'they walked briskly along the road to the border'],
  ['the sudden storm tore the roof off the hall', 'the storm tore the roof off the hall'],
  ['the storm tore the roof off the hall that day', 'the sudden storm tore the roof off the hall that day'],
  ['Protesters gathered in Tehran', 'Protesters assembled in Tehran'],
  ['the country exports wheat through the port', 'the country exports grain through the port'],
]

const MATERIAL: [reason: string, before: string, after: string][] = [
  ['number', 'they sold 12 drones to the army in the north', 'they sold 20 drones to the army in the north'],
  ['number', 'they sold twelve drones to the army in the north', 'they sold twenty drones to the army in the north'],
  ['number', 'it was the fifth visit of its kind to the region', 'it was the sixth visit of its kind to the region'],
  ['number', 'the strike went on for a week in the old port', 'the strike went on for a month in the old port'],
  ['number', 'the farm has miles of fences along the river', 'the farm has kilometres of fences along the river'],
  ['number', 'half of the houses in the village had burned', 'most of the houses in the village had burned'],
  ['number', 'the rebels held the town through the long night', 'the rebel held the town through the long night'],
  ['sense', 'the man at the gate of the old palace spoke', 'the men at the gate of the old palace spoke'],
  ['sense', 'the value of the land rose in the old town', 'the value of the land fell in the old town'],
  ['sense', 'they kept the papers in the vault of the bank', 'they kept the papers outside the vault of the bank'],
  ['number', 'the price of the bread was given in pounds', 'the price of the bread was given in euros'],
  ['qualifier', 'all of the houses in the village had burned', 'some of the houses in the village had burned'],
  ['qualifier', 'dozens of the houses in the village had burned', 'scores of the houses in the village had burned'],
  ['qualifier', 'they hold more of the land than the others do', 'they hold less of the land than the others do'],
  ['qualifier', 'the fine is at least as high as the bill', 'the fine is at most as high as the bill'],
  ['qualifier', 'it was the largest shipment of grain from the port', 'it was the smallest shipment of grain from the port'],
  ['qualifier', 'it was the largest shipment of grain from the port', 'it was a large shipment of grain from the port'],
  ['qualifier', 'the town is bigger than the one on the coast', 'the town is smaller than the one on the coast'],
  ['qualifier', 'the company may close its plant in the town', 'the company will close its plant in the town'],
  ['qualifier', 'the company will close its plant in the town', 'the company could close its plant in the town'],
  ['qualifier', 'the minister took the money from the fund', 'the minister reportedly took the money from the fund'],
  ['qualifier', 'according to the firm the plant has been closed', 'as seen by the firm the plant has been closed'],
  ['qualifier', 'the firm said that the plant has been closed', 'the firm denied that the plant has been closed'],
  ['qualifier', 'the firm said that the plant has been closed', 'the firm claimed that the plant has been closed'],
  ['qualifier', 'the report was finished before the vote was held', 'the report was finished after the vote was held'],
  ['qualifier', 'the court met yesterday in the old palace', 'the court met today in the old palace'],
  ['qualifier', 'the club always plays in the old stadium', 'the club often plays in the old stadium'],
  ['qualifier', 'the road along the coast is nearly finished', 'the road along the coast is finished'],
  ['name', 'the letter was written by Smith in the palace', 'the letter was written by Jones in the palace'],
  ['name', 'Keeling wrote to the court about the old plan', 'Manning wrote to the court about the old plan'],
  ['name', 'Kelly wrote to the court about the old plan', 'Reilly wrote to the court about the old plan'],
  ['name', 'Ahmed wrote to the court about the old plan', 'Mohammed wrote to the court about the old plan'],
  ['name', 'the president opened the bridge over the river', 'the chancellor opened the bridge over the river'],
  ['name', 'they gave him the keys of the house by the river', 'they gave her the keys of the house by the river'],
  ['name', 'the letter was found in the house by the Thames', 'the letter was found in the house by the Seine'],
  ['negation', 'the firm has paid the tax on its land', 'the firm has not paid the tax on its land'],
  ['negation', 'the firm paid the tax on its land', 'the firm failed to pay the tax on its land'],
  ['negation', 'the firm has told that the tax was paid', 'the firm has lied that the tax was paid'],
  ['negation', 'the driver of the lorry was licensed in the country', 'the driver of the lorry was unlicensed in the country'],
  ['negation', 'a driver was stopped near the bridge in the town', 'an unlicensed driver was stopped near the bridge in the town'],
  ['negation', 'the partners agreed with the ruling of the court', 'the partners disagree with the ruling of the court'],
  ['negation', 'the firm never paid the tax on its land', 'the firm duly paid the tax on its land'],
  ['negation', 'they crossed the border without the papers', 'they crossed the border with the papers'],
  ['negation', 'the letter is a fake that was made in the palace', 'the letter is a text that was made in the palace'],
  ['quote', 'they called it "a gentle rain" in the report', 'they called it "a soft rain" in the report'],
  ['quote', 'they called it a gentle rain in the report', 'they called it a "gentle" rain in the report'],
  ['sense', 'the guard was killed at the gate of the palace', 'the guard was wounded at the gate of the palace'],
  ['sense', 'the singer was arrested at the old airport', 'the singer was seen at the old airport'],
  ['sense', 'the jury found the banker guilty in the case', 'the jury found the banker innocent in the case'],
  ['sense', 'the banker was charged with theft in the city', 'the banker was convicted of theft in the city'],
  ['sense', 'the miner was found alive in the old shaft', 'the miner was found dead in the old shaft'],
  ['sense', 'the fund bought the shares in the old mill', 'the fund sold the shares in the old mill'],
  ['sense', 'the country imports grain through the port', 'the country exports grain through the port'],
  ['sense', 'the fleet arrived in the harbour of the town', 'the fleet left the harbour of the town'],
  ['sense', 'the party won the vote in the old town', 'the party lost the vote in the old town'],
  ['sense', 'the army sent grain to the town on the coast', 'the army sent grain from the town on the coast'],
  ['sense', 'the fire spread through the big city that night', 'the fire spread through the small city that night'],
  ['sense', 'sent grain to the port and to the town', 'sent grain to the port or to the town'],
  ['sense', 'the rebels killing in the square of the town', 'the rebels killed in the square of the town'],
  ['sense', 'the general killed in the square of the old town', 'the general was killed in the square of the old town'],
  ['sense', 'the minister spoke on the record of the talks', 'the minister spoke off the record of the talks'],
  ['order', 'the police shot protesters in the square at night', 'the protesters shot police in the square at night'],
  ['mark', 'the deal is signed and holds in the port', 'the deal is signed and holds in the port?'],
  ['struck', 'the grave news of the day in the harbour', 'the gr\u0336a\u0336v\u0336e\u0336 news of the day in the harbour'],
  ['language', 'der Minister hat das Abkommen in der Stadt begrüßt', 'der Minister hat das Abkommen in der Stadt gelobt'],
  ['language', 'le ministre a salué la signature de cet accord', 'le ministre a fêté la signature de cet accord'],
  ['language', 'de regering in de stad heeft het plan bekeken', 'de regering in de stad heeft het plan gezien'],
  ['language', 'регион получил помощь от соседей этой зимой', 'регион получил деньги от соседей этой зимой'],
  ['large', 'the minister saw the bridge', 'the senator crossed the river'],
  ['large', 'the storm tore the roof off the hall', 'the storm tore the roof off the hall and flooded the cellar'],
  ['large', 'the sudden and heavy storm tore the roof off the old hall', 'the storm tore the roof off the old hall'],
]

describe('an edit of a checked claim', () => {
  it.each(MINOR)('[CL-3] [DO-6b] is minor: %s → %s', (before, after) => {
    expect(compareWording(before, after)).toMatchObject({ kind: 'minor', reasons: [], touched: [] })
    expect(compareWording(after, before)).toMatchObject({ kind: 'minor', reasons: [], touched: [] })
  })

  it.each(MATERIAL)('[CL-3] [DO-6b] (%s) is material: %s → %s', (reason, before, after) => {
    expect(compareWording(before, after)).toMatchObject({ kind: 'material', reasons: expect.arrayContaining([reason]) })
    expect(compareWording(after, before)).toMatchObject({ kind: 'material', reasons: expect.arrayContaining([reason]) })
  })

  it('[DO-6b] names the words in which it is seen', () => {
    expect(compareWording('they sold 12 drones to nearly all of the armies', 'they sold 20 drones to all of the armies')).toMatchObject({
      touched: [
        { reason: 'number', before: '12', after: '20' },
        { reason: 'qualifier', before: 'nearly', after: '' },
      ],
    })
    expect(compareWording('the guard was killed at the gate of the palace', 'the guard was hurt at the gate of the palace')).toMatchObject({
      touched: [{ reason: 'sense', before: 'killed', after: '' }],
    })
  })

  it('[DO-6b] is material wherever a word that bears facts comes, goes or gives way, in whatever sentence', () => {
    const telling = [...NUMBER_WORDS, ...NEGATIONS, ...QUALIFIERS, ...PRONOUNS, ...MEASURES, ...BOUNDS, ...DENIALS, ...ROLES, ...TURNING_WORDS]
    fc.assert(
      fc.property(plain(), fc.nat(), fc.constantFrom(...telling), (words, place, word) => {
        const at = place % words.length
        const [put, other] = [words.toSpliced(at, 0, word).join(' '), words.with(at, word).join(' ')]
        for (const after of [put, other]) {
          expect(compareWording(words.join(' '), after).kind).toBe('material')
          expect(compareWording(after, words.join(' ')).kind).toBe('material')
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('[DO-6b] is minor where one plain word takes the place of another, comes or goes', () => {
    fc.assert(
      fc.property(plain(), fc.nat(), fc.constantFrom('meadow', 'orchard', 'gentle', 'teh', 'speedily'), (words, place, word) => {
        const at = place % words.length
        for (const after of [words.toSpliced(at, 0, word), words.with(at, word)]) expect(compareWording(words.join(' '), after.join(' ')).kind).toBe('minor')
      }),
    )
  })

  it('[DO-6e] is material for what was checked elsewhere whenever it is for an edit, and for any word that is another', () => {
    const drawn = fc.array(
      fc.constantFrom('The', 'the', 'city', 'killed', 'kills', 'Lately', 'Recently', 'of', 'grain', 'grains', ',', '20', '"', 'not', 'said'),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(drawn, drawn, (one, other) => {
        const [edit, strict] = [compareWording(one.join(' '), other.join(' ')), compareWordingStrictly(one.join(' '), other.join(' '))]
        if (edit.kind !== 'minor') expect(strict).toEqual(edit)
      }),
      { numRuns: 1000 },
    )
    for (const [before, after] of MINOR.filter(([text]) => text.startsWith('sent powerful') || text.includes('lately')))
      expect(compareWordingStrictly(before, after)).toMatchObject({ kind: 'material', reasons: ['word'] })
    expect(compareWordingStrictly('the fire killed the crops in the valley', 'the fire kills the crops in the valley').kind).toBe('material')
    expect(compareWordingStrictly('the talks, in the palace of the town', 'the talks in the palace of the town').kind).toBe('minor')
  })
})

/** Words of no list, between small words that say they are English. */
function plain() {
  const word = fc.constantFrom('garden', 'river', 'walked', 'gathered', 'yellow', 'bridge', 'kitchen', 'painted', 'stone')
  return fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => ['and', 'the', ...words, 'that'].map(String))
}

describe('the lists', () => {
  it('[DO-6b] tell English from what is not known', () => {
    const english = [
      'the city burned',
      'sold 20 drones',
      'resolved to work together',
      'burned houses quickly',
      'Protesters gathered in Tehran',
      'Putin landed in Tehran on Tuesday',
      'Müller said that the plan is dead',
      'in Los Angeles that year',
    ]
    const other = [
      'der Minister hat das Abkommen begrüßt',
      'il ministro ha firmato un accordo con la Francia',
      'de regering is in problemen',
      'el ministro no ha firmado el acuerdo',
      'ministeriet er i byen',
      'минувшей зимой',
      'O presidente assinou o acordo',
      '',
    ]
    expect(english.map(isEnglish)).toEqual(english.map(() => true))
    expect(other.map(isEnglish)).toEqual(other.map(() => false))
  })

  it('[DO-6b] know superlatives from words that only end like them, and opposites both ways', () => {
    expect(['largest', 'oldest', 'fiercest'].map(isSuperlative)).toEqual([true, true, true])
    expect(['forest', 'protest', 'arrest', 'rest', 'west'].map(isSuperlative)).toEqual([false, false, false, false, false])
    expect([areOpposites('buy', 'sold'), areOpposites('sold', 'buy'), areOpposites('big', 'large'), areOpposites('old', 'garden')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
