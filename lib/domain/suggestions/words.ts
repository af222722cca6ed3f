/** Words that make a sentence worth checking, by the reason that is shown for them. English. */
const list = (words: string): string[] => words.trim().split(/\s+/)

/** Why a span is proposed, most telling first. */
export const REASONS = ['quote', 'figure', 'allegation', 'date', 'ordinal', 'superlative', 'absolute', 'comparison', 'attribution', 'causal', 'event'] as const
export type Reason = (typeof REASONS)[number]

export const SAYING: ReadonlySet<string> = new Set(
  list(`
    said says say saying told tells stated states stating claimed claims claiming asserted asserts asserting announced
    announces declared declares declaring tweeted tweets wrote writes posted added adds adding asked argued argues insisted
    insists warned warns replied noted notes explained explains hailed praised called confirmed confirms denied denies
    testified acknowledged admitted admits believed believes described describes promised pledged vowed urged reported reports
    suggested suggests estimated estimates predicted predicts remarked recalled echoed reiterated concluded
  `),
)

/** Months but May and March, which are words too and count only beside a figure. */
export const MONTHS: ReadonlySet<string> = new Set(
  list('january february april june july august september october november december jan feb apr jun jul aug sept oct nov dec'),
)

const NUMBERS = list(`
  two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions
  trillion dozen dozens half twice thrice double doubled triple tripled quarter percent percentage
`)
const ORDINALS = list('first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth hundredth')
const DATES = list(`
  monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight ago nowadays decade decades century
  centuries annual annually lately recently
`)
const SUPERLATIVES = list('best worst most least largest biggest highest lowest fastest only sole unprecedented unique leading foremost epicenter epicentre')
const ABSOLUTES = list(`
  always never all every none nobody everyone everybody entire entirely completely totally without impossible invariably
  constantly forever wholly nothing everything
`)
const COMPARISONS = list('than more fewer less bigger larger smaller higher lower faster slower better worse increasingly unlike compared versus growing')
const CAUSES = list(`
  because caused causes cause led leads prompted prompts triggered triggers therefore thus hence consequently resulted results
  due owing if unless amid justification
`)
const ALLEGATIONS = list(`
  alleged allegedly alleges accused accuses accusing suspected fraud corruption corrupt bribe bribes bribery murder murdered
  crime crimes criminal guilty convicted indicted charged sued lawsuit illegal illegally unlawful lied lying abuse abused
  harassed harassment stole stolen embezzled laundering smuggled torture tortured suppressing
`)
const EVENTS = list(`
  met won lost fell rose grew began became become broke brought bought built came chose cut died drew fought found gave held
  kept knew left made paid put ran sent set shot sold spoke spent stood struck took threw went withdrew hit led
  visits meets backs signs launches attacks kills invades supports opposes
`)

/** Single words, in lower case. */
export const WORD_REASON: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ...EVENTS.map((word) => [word, 'event'] as const),
  ...CAUSES.map((word) => [word, 'causal'] as const),
  ...[...SAYING].map((word) => [word, 'attribution'] as const),
  ...COMPARISONS.map((word) => [word, 'comparison'] as const),
  ...ABSOLUTES.map((word) => [word, 'absolute'] as const),
  ...SUPERLATIVES.map((word) => [word, 'superlative'] as const),
  ...ORDINALS.map((word) => [word, 'ordinal'] as const),
  ...[...MONTHS, ...DATES].map((word) => [word, 'date'] as const),
  ...ALLEGATIONS.map((word) => [word, 'allegation'] as const),
  ...NUMBERS.map((word) => [word, 'figure'] as const),
])

const PAIRS: readonly (readonly [string, Reason])[] = [
  ...['last', 'this', 'next', 'past', 'previous', 'coming'].flatMap((word) =>
    ['week', 'month', 'year', 'weekend', 'night', 'spring', 'summer', 'autumn', 'fall', 'winter', 'century'].map(
      (unit) => [`${word} ${unit}`, 'date'] as const,
    ),
  ),
  ...['day', 'days', 'weeks', 'months', 'years', 'hours'].flatMap((unit) =>
    ['after', 'before', 'later', 'earlier'].map((word) => [`${unit} ${word}`, 'date'] as const),
  ),
  ['according to', 'attribution'],
  ['at least', 'figure'],
  ['at most', 'figure'],
  ['number of', 'figure'],
  ['as much', 'comparison'],
  ['as many', 'comparison'],
  ['rather than', 'comparison'],
  ['no one', 'absolute'],
  ['not one', 'absolute'],
  ['because of', 'causal'],
  ['due to', 'causal'],
  ['thanks to', 'causal'],
  ['result of', 'causal'],
  ['in response', 'causal'],
]

/** Two words beside each other, in lower case: by the first, then by the second. */
export const PAIR_REASON: ReadonlyMap<string, ReadonlyMap<string, Reason>> = new Map(
  [...new Set(PAIRS.map(([pair]) => firstWord(pair)))].map((first) => [
    first,
    new Map(PAIRS.filter(([pair]) => firstWord(pair) === first).map(([pair, reason]) => [pair.slice(first.length + 1), reason])),
  ]),
)

function firstWord(pair: string): string {
  return pair.split(' ', 1)[0] ?? ''
}

/** End in -est and are no superlatives. */
export const PLAIN_EST: ReadonlySet<string> = new Set(
  list(`
    west midwest southwest northwest east southeast northeast forest interest protest request invest harvest arrest honest modest test contest guest
    rest nest vest quest conquest suggest digest manifest chest crest pest zest behest inquest attest detest divest fest earnest
    tempest budapest bucharest
  `),
)

/** End in -ed and tell of no act. */
export const PLAIN_ED: ReadonlySet<string> = new Set(
  list(`
    need indeed speed feed seed united hundred sacred naked wicked armed red bed bred shed wed aged concerned so-called
    supposed related based limited retired interested perceived unmanned
  `),
)
