/** English words that stand in any sentence and say nothing of what it is about; of up to three letters all are taken for such. */
const SMALL = new Set(
  (
    'about above after again against also although always among another anything because been before behind being below between both came ' +
    'cannot come could does doing done down during each either else even ever every everything from goes going gone have having here hers ' +
    'herself himself into itself just like made make many might more most much must myself need never nothing often once only onto other ours ' +
    'over same shall should since some something still such take than that their theirs them themselves then there these they thing things ' +
    'think this those though through thus till told took toward towards under until upon very want well went were what whatever when where ' +
    'whether which while whom whose will with within without would your yours yourself said says tell'
  ).split(' '),
)

/** Whether a word, as it is compared, says something by itself. */
export function saysSomething(word: string): boolean {
  return /\p{N}/u.test(word) || (word.length > 3 && !SMALL.has(word))
}
