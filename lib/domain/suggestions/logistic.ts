/**
 * Logistic regression with a ridge penalty: p(yes | x) = 1 / (1 + e^-(b + w·x)).
 *
 * Fitted by Newton's method on the penalised log-likelihood (Hastie, Tibshirani and Friedman, The Elements of
 * Statistical Learning, 2nd ed., 2009, §4.4.1, formulas 4.20 to 4.26, with the quadratic penalty of §3.4.1). Each
 * example weighs n / 2n_c, n_c being how many of its answer there are, so that the rarer answer weighs as much as the
 * other (King and Zeng, Logistic Regression in Rare Events Data, 2001, §4.2, for a share of one half).
 * No randomness, and a fixed order of sums: the same examples give the same model.
 */

export interface Example {
  /** As many numbers in each example. */
  features: readonly number[]
  yes: boolean
}

export interface LinearModel {
  intercept: number
  weights: readonly number[]
}

/** Of the squared weights; on features of 0 and 1, some ten examples have to agree before one counts for much. */
const RIDGE = 2
/** The intercept is held only as firmly as a solvable system needs. */
const INTERCEPT_RIDGE = 1e-6
const MOST_STEPS = 30

/** null where the examples are all of one answer: there is nothing to tell apart. */
export function fitLogistic(examples: readonly Example[]): LinearModel | null {
  const yes = examples.filter((example) => example.yes).length
  const no = examples.length - yes
  if (yes === 0 || no === 0) return null
  const rows = examples.map((example) => ({
    x: [1, ...example.features],
    y: example.yes ? 1 : 0,
    weight: examples.length / (2 * (example.yes ? yes : no)),
  }))
  const size = rows[0]?.x.length ?? 1
  let beta = zeros(size)
  let loss = lossOf(rows, beta)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, hessian } = slopes(rows, beta)
    const direction = solve(hessian, gradient)
    // Newton's step can go too far where the curve is flat: halved until it does not climb.
    let length = 1
    let next = moved(beta, direction, length)
    while (lossOf(rows, next) > loss && length > 1e-6) {
      length /= 2
      next = moved(beta, direction, length)
    }
    const gained = loss - lossOf(rows, next)
    if (gained <= 0) break
    beta = next
    loss -= gained
    if (gained < 1e-9 * examples.length) break
  }
  const [intercept = 0, ...weights] = beta
  return { intercept, weights }
}

/** The log-odds of yes. */
export function logOdds({ intercept, weights }: LinearModel, features: readonly number[]): number {
  return intercept + dot(weights, features)
}

interface Row {
  x: readonly number[]
  y: number
  weight: number
}

/** Minus the penalised log-likelihood. */
function lossOf(rows: readonly Row[], beta: readonly number[]): number {
  let loss = 0
  for (const { x, y, weight } of rows) {
    const odds = dot(beta, x)
    // log(1 + e^odds) without overflow.
    loss += weight * (Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - y * odds)
  }
  return loss + beta.reduce((sum, value, index) => sum + (ridgeOf(index) / 2) * value * value, 0)
}

function slopes(rows: readonly Row[], beta: readonly number[]): { gradient: number[]; hessian: number[][] } {
  const gradient = beta.map((value, index) => ridgeOf(index) * value)
  const hessian = beta.map((_, index) => zeros(beta.length).map((zero, other) => (index === other ? ridgeOf(index) : zero)))
  for (const { x, y, weight } of rows) {
    const p = 1 / (1 + Math.exp(-dot(beta, x)))
    const pull = weight * (p - y)
    const curve = weight * p * (1 - p)
    for (const [index, value] of x.entries()) {
      if (value === 0) continue
      gradient[index] = (gradient[index] ?? 0) + pull * value
      const line = hessian[index] ?? []
      for (const [other, beside] of x.entries()) line[other] = (line[other] ?? 0) + curve * value * beside
    }
  }
  return { gradient, hessian }
}

/** Gaussian elimination; the matrix is positive definite, so no row has to be swapped. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  for (const [index, pivot] of rows.entries()) {
    for (const below of rows.slice(index + 1)) {
      const factor = (below[index] ?? 0) / (pivot[index] ?? 1)
      for (let column = index; column < pivot.length; column += 1) below[column] = (below[column] ?? 0) - factor * (pivot[column] ?? 0)
    }
  }
  const solution = zeros(rows.length)
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? []
    const known = solution.reduce((sum, value, column) => (column > index ? sum + value * (row[column] ?? 0) : sum), 0)
    solution[index] = ((row[rows.length] ?? 0) - known) / (row[index] ?? 1)
  }
  return solution
}

function moved(beta: readonly number[], direction: readonly number[], length: number): number[] {
  return beta.map((value, index) => value - length * (direction[index] ?? 0))
}

function ridgeOf(index: number): number {
  return index === 0 ? INTERCEPT_RIDGE : RIDGE
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (const [index, value] of a.entries()) sum += value * (b[index] ?? 0)
  return sum
}

function zeros(size: number): number[] {
  return Array.from({ length: size }, () => 0)
}
