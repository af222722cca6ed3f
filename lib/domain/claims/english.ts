/**
 * Whether words are English, by its small words and the commonest of the news. What is minor is told by English lists, and in
 * another language these protect nothing; so it takes a sign of English, and more of them than of anything else.
 */
import { tokenize } from './diff.ts'
import { list } from './word-lists.ts'

/** Left out are small words that other languages write too: in, is, was, of, on, to, a, an, all, at, for, has, he. */
const SIGNS: ReadonlySet<string> = new Set(
  list(`
    the and that with from which their there were been being have having had this these those said says who whom whose when where while
    after before about into than they them his its are because since during between through against should could would will might must
    very more most less other such only also never nothing without within although though however every each many much some several
    both either neither any not but by for at as it if our your she we you what why how an to upon
    one two three four five six seven eight nine ten hundred thousand million billion first second third once twice half
    year years month months week weeks day days yesterday today last next early earlier late later recently often already still
    people woman women children police officers soldiers troops forces officials leaders minister workers residents
    city town village country state states government court house company market school hospital street road home bank
    war peace deal talks law vote election trade power water food money price prices tax report news
    new old big large small great high low good long short strong public local
    sold bought paid made took gave went came held killed died found met told asked called showed left built sent fell rose won lost
    signed agreed opened closed led began grew rejected approved refused failed denied increased resolved work together
    monday tuesday wednesday thursday friday saturday sunday january february march june july october
    north south east west grain drones trip agreement
  `),
)

/** Small words of languages in Latin letters that are no English words, or seldom stand in English copy. */
const FOREIGN: ReadonlySet<string> = new Set(
  list(`
    der das und ist nicht ein eine einen einer dem den des mit auf für von zu sich auch nach bei wird sind wurde haben hat dass
    le la les un une et est dans que qui sur avec pas par du au aux ce cette ont ses leur sont il elle mais
    el los las del y en por una con para se su al lo como más fue ha pero sus este esta
    il lo gli di che è sono nel della delle dei non si da ma anche ha stato
    o os um uma e em na dos ao pelo não mais foi
    de het een van zijn dat niet op te aan voor maar om ook bij naar werd
    och att det som är på av med inte har ett var
    og er på til ikke jeg en et å fra ble blev
    ja ei että hän oli mutta
    w z na nie się jest że są przez po dla
    ve bir bu için ile çok
  `),
)

/** Small words that others write too: a sign only beside a past in "-ed". */
const SHARED: ReadonlySet<string> = new Set(list(`in on of to at for an a was is had has`))

const PAST = /[^aeiou]ed$/

/** Two kinds of them are a sign where no small word stands. */
const ENDINGS = [PAST, /[a-z]{4}ing$/, /[a-z]{3}ly$/, /(?:ness|ful|less|ght|ship)s?$/]

export function isEnglish(text: string): boolean {
  const given = tokenize(text).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : []))
  const words = given.map((word) => word.toLowerCase())
  const english = words.filter((word) => SIGNS.has(word)).length
  // A name with a capital may be of anywhere: Los Angeles, Müller.
  const foreign = given.filter((word) => FOREIGN.has(word) || /^\p{Ll}.*[^\p{ASCII}’]|^\P{ASCII}+$/u.test(word)).length
  if (english > 0) return english > foreign
  const endings = ENDINGS.filter((ending) => words.some((word) => ending.test(word))).length
  const isPast = words.some((word) => PAST.test(word)) && words.some((word) => SHARED.has(word))
  return foreign === 0 && (endings >= 2 || isPast)
}
