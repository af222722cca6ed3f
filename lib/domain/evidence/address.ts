/** Where a capture may go: the open internet, and nothing of the network that Stet itself stands in. */
import ipaddr from 'ipaddr.js'
import type { CaptureFailure } from './capture.ts'

/** An ordinary address of the open internet: none of the ranges that IANA sets aside, in whichever way it is written. */
export function isPublicAddress(address: string): boolean {
  // An IPv4 address inside an IPv6 one is judged as what it is.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** Ports of websites; others belong to services that are not for readers. */
const WEB_PORTS = new Set([80, 443, 8080, 8443])

/** `host` or `host:port`, lower case, as in STET_CAPTURE_ALLOW. */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
  return allowed.includes(url.hostname) || allowed.includes(`${url.hostname}:${portOf(url)}`)
}

/** null when the address may be asked, as far as it can be told before its name is looked up. */
export function refusalOf(url: URL, allowed: readonly string[]): CaptureFailure | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (isAllowed(url, allowed)) return null
  if (!WEB_PORTS.has(portOf(url))) return 'port'
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(literal) && !isPublicAddress(literal) ? 'private-address' : null
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}
