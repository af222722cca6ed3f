import { expect, test } from 'vitest'
import { clientAddress, stampAddress } from '#lib/auth/client-address.ts'

function addressSeen(peer: string, headers: Record<string, string>): string {
  const request = { headers: { ...headers }, socket: { remoteAddress: peer } }
  // Only these members of a socket are read.
  stampAddress(request as unknown as Parameters<typeof stampAddress>[0])
  return clientAddress((name) => new Headers(request.headers).get(name))
}

test.each([
  ['a stranger’s own claim is not believed', '203.0.113.9', { 'x-forwarded-for': '10.0.0.1', 'x-stet-address': '1.1.1.1' }, '203.0.113.9'],
  [
    'a proxy on this machine is believed about its peer, and not about what that peer said',
    '127.0.0.1',
    { 'x-forwarded-for': '6.6.6.6, 198.51.100.7' },
    '198.51.100.7',
  ],
  ['also over IPv6 and in a private network', '::ffff:172.18.0.2', { 'x-forwarded-for': '198.51.100.7' }, '198.51.100.7'],
  ['without a proxy it is the peer', '127.0.0.1', { 'x-stet-address': '1.1.1.1' }, '127.0.0.1'],
])('[SE-3] %s', (_, peer, headers, seen) => expect(addressSeen(peer, headers)).toBe(seen))
