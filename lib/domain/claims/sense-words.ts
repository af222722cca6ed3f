/**
 * English words that turn what a claim says, beside those of `word-lists.ts`. Kept apart from these, which other rules
 * read too. A word that stands here wrongly costs a second check; one that is missing is left to the eye of whoever confirms.
 */
import { list } from './word-lists.ts'

/** What a figure counts, and when: units, and stretches and parts of time. */
export const MEASURES: ReadonlySet<string> = new Set(
  list(`
    km kilometre kilometres kilometer kilometers metre metres meter meters mile miles foot feet inch inches yard yards
    centimetre centimetres centimeter centimeters millimetre millimetres millimeter millimeters
    kg kilo kilos kilogram kilograms gram grams ton tons tonne tonnes ounce ounces litre litres liter liters gallon gallons barrel barrels
    acre acres hectare hectares degree degrees celsius fahrenheit watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts volt volts
    knot knots hertz byte bytes megabyte megabytes gigabyte gigabytes carat carats yuan yen rupee rupees franc francs peso pesos cent
    second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight month months year years
    morning mornings evening evenings afternoon afternoons noon midnight dawn dusk spring summer autumn winter
    hourly daily weekly monthly quarterly yearly annual annually biennial
  `),
)

/** Who says it, how sure it is, how much, how far, and in which order. */
export const BOUNDS: ReadonlySet<string> = new Set(
  list(`
    said say says saying tell tells told telling according claim claims claiming stated stating argue argues argued insist insists insisted
    admit admits admitted acknowledge acknowledges acknowledged confess confesses confessed assert asserts asserted maintain maintains maintained
    suggest suggests suggested believe believes believed think thinks thought assume assumes assumed presume presumes presumed presumably
    supposed supposedly ostensibly rumoured rumored rumours rumors report reports reporting confirm confirms suspect suspects suspicion
    seem seems seemed seemingly appear appears appeared perhaps maybe potential potentially estimate estimates estimated expect expects expected
    planned intend intends intended try tries tried attempt attempts attempted so-called certain certainly definitely surely undoubtedly
    clearly proven unproven ought need needs
    dozen tens scores numerous handful multiple various plenty lot lots bulk fraction portion minimum maximum
    merely simply solely alone another other others same different rest remaining
    mainly mostly largely generally typically frequently occasionally ever everyone everybody everything anyone anybody anything everywhere
    someone somebody something no-one absolutely completely utterly unique uniquely
    very extremely slightly somewhat rather quite too enough so highly significantly substantially
    bigger larger smaller higher lower greater lesser longer shorter older younger richer poorer stronger weaker faster slower closer
    farther further better worse harder easier cheaper heavier lighter deeper wider broader narrower safer warmer colder hotter
    worst late early now then soon again afterwards afterward beforehand subsequently simultaneously meanwhile while when whenever
    initially originally finally eventually ultimately ahead prior once upcoming past future
  `),
)

/** More that turns truth, beside `NEGATIONS`. */
export const DENIALS: ReadonlySet<string> = new Set(
  list(`
    lie lies lied lying liar wrong wrongly incorrect incorrectly inaccurate inaccurately invalid hoax fake faked myth fiction
    decline declines declined declining unable instead avoid avoids avoided cancel cancels cancelled canceled
    ban bans banned forbid forbids forbade forbidden illegal illegally unlawful unlawfully impossible cease ceases ceased
    ain't aint debunk debunks debunked disprove disproves disproved contradict contradicts contradicted true truly truth
  `),
)

/** Roles stand for persons, before a name and without one. */
export const ROLES: ReadonlySet<string> = new Set(
  list(`
    president premier chancellor minister king queen prince princess pope bishop archbishop ambassador envoy secretary governor mayor senator
    congressman congresswoman lawmaker deputy vice acting chief chairman chairwoman chair director general colonel major captain lieutenant
    sergeant admiral commander judge prosecutor attorney lawyer sheriff detective spokesman spokeswoman spokesperson professor doctor
    father mother son daughter brother sister husband wife widow uncle aunt cousin mr mrs ms dr prof sir dame lord lady
  `),
)

/**
 * Words that are not another's gentler or stronger kind: to change one, but for its inflection, is to change the sense. "By"
 * and the forms of "to be" where they come or go turn who did it into whom it was done to; some words join clauses as no other does.
 */
export const TURNING_WORDS: ReadonlySet<string> = new Set(
  list(`
    kill kills killed killing murder murders murdered murdering wound wounds wounded wounding injure injures injured injuring
    die dies died dying dead deadly death deaths fatal fatally alive survive survives survived surviving survivor survivors
    arrest arrests arrested arresting detain detains detained charge charges charged charging accuse accuses accused convict convicts convicted acquit acquits acquitted
    guilty innocent sentence sentenced jailed freed released pardoned raped raping assaulted stole stolen bribed
    win wins won winner lose loses lost loser gain gains gained defeat defeats defeated victory elected resigned sacked fired dismissed appointed
    increase increases increased increasing decrease decreases decreased decreasing rise rises rose risen rising fall falls fell fallen
    falling grow grows grew grown drop drops dropped dropping climb climbs climbed soar soared plunge plunged shrank shrink surge surged slump slumped
    by or if because although though despite whether
  `),
)

export const BE: ReadonlySet<string> = new Set(list('am is are was were be been being'))

/** One word or group of words against another: who puts one of the left in the place of one of the right, or the other way round, says the opposite. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['big large huge vast great enormous major giant', 'small little tiny minor minute slight'],
  ['rise rises rose risen climb climbs climbed', 'fall falls fell fallen drop drops dropped'],
  ['increase increases increased', 'decrease decreases decreased reduce reduces reduced cut cuts'],
  ['buy buys bought buying buyer buyers purchase purchased', 'sell sells sold selling seller sellers'],
  ['import imports imported importing importer importers', 'export exports exported exporting exporter exporters'],
  [
    'arrive arrives arrived arriving come comes came coming enter enters entered',
    'leave leaves left leaving depart departs departed go goes went gone exit exits exited',
  ],
  ['join joins joined joining', 'leave leaves left leaving quit quits'],
  ['give gives gave given giving', 'take takes took taken taking receive receives received get gets got'],
  ['send sends sent sending', 'receive receives received receiving'],
  ['lend lends lent lending', 'borrow borrows borrowed borrowing'],
  ['open opens opened opening', 'close closes closed closing shut shuts'],
  ['begin begins began begun start starts started launch launched', 'end ends ended finish finishes finished'],
  ['attack attacks attacked attacking', 'defend defends defended defending'],
  [
    'accept accepts accepted approve approves approved praise praises praised welcome welcomes welcomed',
    'condemn condemns condemned criticise criticises criticised criticize criticizes criticized',
  ],
  ['allow allows allowed permit permits permitted', 'block blocks blocked prohibit prohibits prohibited'],
  ['support supports supported supporting back backs backed', 'attack attacks attacked undermine undermines undermined'],
  ['hire hires hired hiring', 'fire fires fired sack sacks sacked'],
  ['push pushes pushed', 'pull pulls pulled'],
  ['succeed succeeds succeeded success successful', 'collapse collapsed unsuccessful'],
  ['good', 'bad poor evil'],
  ['old elderly', 'new young'],
  ['high tall', 'low'],
  ['long', 'short brief'],
  ['strong powerful', 'weak powerless'],
  ['rich wealthy', 'poor'],
  ['fast quick rapid quickly rapidly swiftly', 'slow slowly'],
  ['hot warm', 'cold cool'],
  ['safe', 'dangerous'],
  ['near close', 'far distant'],
  ['best', 'worst'],
  ['left', 'right'],
  ['in into inside', 'out outside'],
  ['on', 'off'],
  ['to toward towards', 'from'],
  ['for', 'against'],
  ['with', 'against'],
  ['man men boy boys male', 'woman women girl girls female'],
  ['ally allies friend friends friendly', 'enemy enemies rival rivals foe foes hostile'],
  ['victim victims', 'attacker attackers suspect suspects perpetrator perpetrators'],
  ['defendant defendants', 'plaintiff plaintiffs'],
  ['soldier soldiers military', 'civilian civilians'],
  ['public', 'private secret'],
  ['peace', 'war'],
  ['north northern', 'south southern east eastern west western'],
  ['south southern', 'east eastern west western'],
  ['east eastern', 'west western'],
  ['employer employers', 'employee employees worker workers'],
  ['parent parents', 'child children'],
  ['profit profits', 'loss losses'],
  ['debtor debtors', 'creditor creditors'],
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['person', 'people persons'],
]

const SIDES = OPPOSITES.map(([one, other]) => [new Set(list(one)), new Set(list(other))] as const)

/** Both in lower case. */
export function areOpposites(one: string, other: string): boolean {
  return SIDES.some(([left, right]) => (left.has(one) && right.has(other)) || (left.has(other) && right.has(one)))
}

/** A sentence may begin with them: their capital makes no name of them. No word that is a surname. */
const OPENERS: ReadonlySet<string> = new Set(
  list(`
    lately officials police people residents workers soldiers troops forces leaders authorities firefighters protesters demonstrators rescuers
    investigators analysts experts critics supporters opponents voters families students teachers scientists researchers rebels
    women men children prices talks lawmakers journalists reporters neighbours neighbors employees passengers patients customers
  `),
)

/** Whether a word that a sentence begins with is no name. */
export function isOpener(word: string): boolean {
  return OPENERS.has(word) || /(?:ent|ant|ous|ive|ed|ing|ate|ful|less|ab|ib|ic|ual|tional|nal)l?ly$|(?:ab|ib)ly$/.test(word)
}

/** "-est" that is no superlative. */
const PLAIN_EST =
  /^(?:forest|protest|arrest|request|interest|west|guest|test|rest|invest|harvest|suggest|honest|priest|modest|digest|contest|conquest|quest|chest|nest|vest|crest|manifest|detest|attest|tempest|behest|bequest|unrest|midwest)$/

export function isSuperlative(word: string): boolean {
  return word.length > 4 && word.endsWith('est') && !PLAIN_EST.test(word)
}
