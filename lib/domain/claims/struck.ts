/**
 * Formatting that changes what words say, written into a wording: struck-out characters carry a stroke (U+0336),
 * raised and lowered figures and signs are Unicode's own (10⁶, H₂O). So "did not agree" with "not" struck out is
 * another wording than before, 10⁶ another than 106, and both read right wherever a wording is shown.
 */
const STROKE = '\u0336'

/** Every visible character with a stroke through it. */
export function strikeOut(text: string): string {
  return text.replace(/(?!\p{M})\S\p{M}*/gu, (character) => character + STROKE)
}

export function withoutStrokes(text: string): string {
  return text.replaceAll(STROKE, '')
}

const PLAIN = '0123456789+-=()'
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'

/** Figures and signs as exponents; letters stay, since "1st" says the same however high the "st" stands. */
export function raise(text: string): string {
  return text.replace(/[-0-9+=()]/g, (sign) => RAISED.charAt(PLAIN.indexOf(sign)))
}

export function lower(text: string): string {
  return text.replace(/[-0-9+=()]/g, (sign) => LOWERED.charAt(PLAIN.indexOf(sign)))
}
