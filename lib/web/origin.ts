/**
 * Whether a request comes from a page of this newsroom. A request without an Origin does not: every browser sends
 * one with a change. A server with several names (those of this machine) is asked by the same name as its page was.
 */
export function isOwnOrigin({ origin, host }: { origin: string | null | undefined; host: string | null | undefined }, origins: readonly string[]): boolean {
  if (origin === null || origin === undefined || !origins.includes(origin)) return false
  return origins.length === 1 || new URL(origin).host === hostOf(origin, host)
}

/** As URL spells it: without the port that goes without saying. */
function hostOf(origin: string, host: string | null | undefined): string | null {
  const url = `${new URL(origin).protocol}//${host ?? ''}`
  return URL.canParse(url) ? new URL(url).host : null
}
