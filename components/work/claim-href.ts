/** Where a claim is worked on: the workbench, opened at it. */
export function claimHref(articleId: string, claimId: string): string {
  return `/articles/${articleId}?claim=${claimId}`
}
