/**
 * Words as they are put between quotation marks: those that begin and end with marks of their own, and hold no others,
 * are taken out of them, so that no two marks stand side by side.
 */
export function withoutOwnMarks(words: string): string {
  const [, inner] = OWN_MARKS.exec(words.trim()) ?? []
  return inner ?? words
}

const OWN_MARKS = /^["“”„«»]\s?([^"“”„«»]+?)\s?["“”«»]$/u
