/**
 * English words whose change alters what a claim says. The lists are there to be generous: a word that is in
 * them wrongly costs a second check, one that is missing lets a changed fact pass as a small edit.
 */

export const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/** Numbers written as words, ordinals, multiples and the words that scale a figure. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  list(`
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million millions billion billions trillion trillions dozen dozens score bn mn tn
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth
    seventieth eightieth ninetieth hundredth thousandth millionth last
    once twice thrice single sole double doubled doubles doubling triple tripled tripling quadruple quadrupled
    half halves halved halving quarter quarters third thirds pair couple decade decades century centuries
    percent percentage per cent pc pct fold twofold threefold tenfold dollar dollars euro euros pound pounds rouble
    roubles ruble rubles rial rials cents pence
    ii iii iv vi vii viii ix xi xii
  `),
)

export const NEGATIONS: ReadonlySet<string> = new Set(
  list(`
    not no never none nor neither nobody nothing nowhere cannot without non
    deny denies denied denying denial denials refuse refuses refused refusing refusal reject rejects rejected
    rejecting rejection fail fails failed failing failure lack lacks lacked lacking absent absence
    hardly barely scarcely seldom rarely false falsely untrue unless except contrary oppose opposes opposed
    prevent prevents prevented stop stops stopped halt halts halted refute refutes refuted dispute disputes disputed
  `),
)

/** Words that bound a statement: how sure, how much, when, in which order. */
export const QUALIFIERS: ReadonlySet<string> = new Set(
  list(`
    alleged allegedly allege alleges reported reportedly apparent apparently purported purportedly claimed
    suspected unconfirmed confirmed possible possibly probable probably likely
    may might could would should must will shall can
    about around approximately roughly nearly almost some circa exactly precisely only just even
    more less fewer most least over under above below up down least beyond
    all every each any many much several few both either majority minority entire entirely whole wholly
    partly partially fully completely totally always often sometimes usually
    before after since until till during ago yesterday today tomorrow tonight earlier later former formerly
    current currently previous previously next already still yet
  `),
)

/**
 * Words that may come, go or change places without making another statement. No conjunction, no form of "to be" (it
 * turns who did into whom it was done to), and of prepositions only those that are dropped by style.
 */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(list(`a an the this that these those have has had of with`))

/** They stand for a name: "he" for "she" is another person. */
export const PRONOUNS: ReadonlySet<string> = new Set(list(`i me my mine we us our ours you your he him his she her hers they them their theirs who whom whose`))

/** Prefixes that turn a word into its opposite: likely → unlikely, legal → illegal. */
export const NEGATING_PREFIXES: readonly string[] = list('un in im il ir dis non non- mis anti anti- de')

/** Words that stand with a capital only because a sentence begins with them. */
export const SENTENCE_STARTERS: ReadonlySet<string> = new Set(
  list(`
    a an the this that these those his her its their our my your he she it they we you there here
    in on at by for from to of with as into onto about over under between among against through during
    before after since until while when where why how what which who whose if unless although though because
    and but or so yet nor also however meanwhile then now still both each every all some many most more other
    such one two three after later earlier not no
  `),
)
