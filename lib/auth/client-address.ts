/** Set by our own server on every request, from the socket or a proxy it trusts; a client's own is overwritten. */
export const ADDRESS_HEADER = 'x-stet-address'

/** Where a request comes from, for limits and never for rights. */
export function clientAddress(header: (name: string) => string | null): string {
  return header(ADDRESS_HEADER) ?? header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
}
