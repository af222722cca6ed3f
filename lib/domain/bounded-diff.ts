import { type ArrayChange, diffArrays } from 'diff'

/**
 * The runs of two lists that are the same, removed and added, in order. The search for the shortest way grows with the
 * square of what differs, and whoever writes the texts decides how much that is: where more than `mostEdits` elements
 * come and go, all between the common beginning and the common end was replaced.
 */
export function boundedDiff<T>(before: readonly T[], after: readonly T[], mostEdits: number, isSame: (a: T, b: T) => boolean = Object.is): ArrayChange<T>[] {
  const found = diffArrays([...before], [...after], { comparator: isSame, maxEditLength: mostEdits })
  return found ?? replaced(before, after, isSame)
}

function replaced<T>(before: readonly T[], after: readonly T[], isSame: (a: T, b: T) => boolean): ArrayChange<T>[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && isSame(before[head]!, after[head]!)) head++
  let tail = 0
  while (tail < most - head && isSame(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++
  const run = (value: T[], added: boolean, removed: boolean): ArrayChange<T> => ({ value, count: value.length, added, removed })
  // As the library has it: of what is the same, the second list's elements.
  return [
    run(after.slice(0, head), false, false),
    run(before.slice(head, before.length - tail), false, true),
    run(after.slice(head, after.length - tail), true, false),
    run(after.slice(after.length - tail), false, false),
  ].filter(({ value }) => value.length > 0)
}
