/** Where a claim is worked on: the workbench, opened at it. */
export function claimHref(articleId: string, claimId: string): string {
  return `/articles/${articleId}?claim=${claimId}`
}

/** The workbench, with these words selected: the first line of them. */
export function wordsHref(articleId: string, words: string): string {
  return `/articles/${articleId}?words=${encodeURIComponent(words.split('\n')[0] ?? '')}`
}
