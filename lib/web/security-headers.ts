/** What every answer tells the browser about how far to trust it. */

/** The nonce of this request, for scripts that a page writes itself. Set by proxy.ts; a client's own is overwritten. */
export const NONCE_HEADER = 'x-nonce'
/** Path and query of the page asked for, so that signing in can lead back to it. */
export const PATH_HEADER = 'x-stet-path'

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const

/** For answers of the API: nothing in them is ever a page, and nobody keeps them. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  ...EVERYWHERE,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

export function withApiHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(API_HEADERS)) response.headers.set(name, value)
  return response
}

export interface PagePolicy {
  nonce: string
  /** Origins of this newsroom. Not every browser takes 'self' for sockets too. */
  origins: readonly string[]
  /** React's development build needs eval, and Next's writes its styles as it goes. */
  development: boolean
  https: boolean
}

/** For pages. Scripts and style elements need the nonce; style attributes do not, since carets and menus are placed by them. */
export function pageHeaders({ nonce, origins, development, https }: PagePolicy): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    `connect-src 'self' ${socketsOf(origins).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ]
  return {
    ...EVERYWHERE,
    'content-security-policy': policy.join('; '),
    ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  }
}

/** A policy has no words for an IPv6 address. */
function socketsOf(origins: readonly string[]): string[] {
  return origins.filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws'))
}
