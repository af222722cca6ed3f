/** Where the browser writes its IANA zone, so that the server renders times as the reader's clock shows them. */
export const TIME_ZONE_COOKIE = 'stet-time-zone'

/** The zone that a cookie names, or UTC if it names none that exists. */
export function timeZoneOf(cookie: string | undefined): string {
  if (cookie === undefined) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(cookie) }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
