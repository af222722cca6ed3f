/** The path on our own site that an address leads to, or `/` for anything else. `given` may be a full address, as next-auth writes it. */
export function localPath(given: string | string[] | undefined, site: string): string {
  if (typeof given !== 'string') return '/'
  const target = URL.parse(given, site)
  if (target === null || target.origin !== new URL(site).origin) return '/'
  // Two slashes at the start of a path would name another site.
  if (target.pathname.startsWith('//')) return '/'
  return target.pathname.startsWith('/sign-in') ? '/' : `${target.pathname}${target.search}${target.hash}`
}
