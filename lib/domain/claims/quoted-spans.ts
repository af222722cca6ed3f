/** Where quotation marks stand in a wording. Works on normalised wording, whose quotation marks are straight. */

/** Half-open, the quotation marks included. */
export interface Span {
  from: number
  to: number
}

/**
 * The spans inside quotation marks, marks included. A claim may cut through a quotation: what follows an unpaired
 * opening mark and what precedes an unpaired closing one is taken as quoted. A single mark opens only at the
 * start of a word (not of a year: '90s) and is otherwise an apostrophe unless it closes.
 */
export function quotedSpans(text: string): Span[] {
  return [...spansOf(text, '"'), ...spansOf(text, "'")]
}

function spansOf(text: string, mark: '"' | "'"): Span[] {
  const spans: Span[] = []
  let open: number | null = null
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    if (opens(text, at) && !(mark === "'" && /\d/.test(text[at + 1] ?? ''))) open ??= at
    else if (open !== null && closes(text, at)) {
      spans.push({ from: open, to: at + 1 })
      open = null
    } else if (mark === '"') spans.push({ from: spans.at(-1)?.to ?? 0, to: at + 1 })
  }
  // An unpaired single mark is far more often an apostrophe ('80s) than the start of a quotation.
  if (open !== null && mark === '"') spans.push({ from: open, to: text.length })
  return spans
}

function opens(text: string, at: number): boolean {
  return (at === 0 || /[\s([{\-–—/"']/u.test(text[at - 1] ?? '')) && /\S/u.test(text[at + 1] ?? '')
}

function closes(text: string, at: number): boolean {
  return at === text.length - 1 || /[^\p{L}\p{N}]/u.test(text[at + 1] ?? '')
}
