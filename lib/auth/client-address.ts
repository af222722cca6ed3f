/**
 * Where a request comes from: for limits, never for rights. Our own server writes it into a header of its own, from
 * the socket; a proxy on this machine or a private network is believed about whom it speaks for.
 */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

export const ADDRESS_HEADER = 'x-stet-address'

const PRIVATE = new BlockList()
PRIVATE.addSubnet('127.0.0.0', 8)
PRIVATE.addSubnet('10.0.0.0', 8)
PRIVATE.addSubnet('172.16.0.0', 12)
PRIVATE.addSubnet('192.168.0.0', 16)
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')

/** Call it on every request before anything else sees it: what the client put there is overwritten. */
export function stampAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>): void {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const forwarded = request.headers['x-forwarded-for']
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  request.headers[ADDRESS_HEADER] = last !== undefined && last !== '' && PRIVATE.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4') ? last : peer
}

export function clientAddress(header: (name: string) => string | null): string {
  return header(ADDRESS_HEADER) ?? 'unknown'
}
