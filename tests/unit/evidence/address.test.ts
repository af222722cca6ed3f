import { fc } from '#tests/support/property.ts'
import { expect, test } from 'vitest'
import { isPublicAddress, refusalOf } from '#lib/domain/evidence/address.ts'

const REFUSED = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:169.254.169.254',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'not an address',
]

test.for(REFUSED)('[CL-7f] %s is not of the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.for(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('[CL-7f] %s is of the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

const byte = fc.integer({ min: 0, max: 255 })

test('[CL-7f] no way of writing an address of a private range gets past', () => {
  fc.assert(
    fc.property(fc.constantFrom([127], [10], [192, 168], [169, 254], [172, 20]), byte, byte, byte, fc.integer({ min: 0, max: 4 }), (start, b, c, d, way) => {
      const [p = 0, q = 0, r = 0, s = 0] = [...start, b, c, d]
      const number = ((p * 256 + q) * 256 + r) * 256 + s
      const hex = (high: number, low: number) => (high * 256 + low).toString(16)
      const written = [
        `${p}.${q}.${r}.${s}`,
        String(number),
        `0x${number.toString(16)}`,
        `0${p.toString(8)}.${q}.${r * 256 + s}`,
        `[::ffff:${hex(p, q)}:${hex(r, s)}]`,
      ][way]
      expect(refusalOf(new URL(`http://${written}/`), [])).toBe('private-address')
    }),
  )
})

test.for([
  ['ftp://example.org/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['http://someone:secret@example.org/', 'credentials'],
  ['http://example.org:6379/', 'port'],
  ['http://[::1]/', 'private-address'],
  ['https://example.org/', null],
  ['http://example.org:8080/', null],
] as const)('[CL-7f] %s: %s', ([url, refusal]) => {
  expect(refusalOf(new URL(url), [])).toBe(refusal)
})

test('[CL-7f] only the host that is named is let through, on its port if one is named', () => {
  const allowed = ['127.0.0.1:8123', 'intranet.example.org']
  expect(refusalOf(new URL('http://127.0.0.1:8123/'), allowed)).toBe(null)
  expect(refusalOf(new URL('http://127.0.0.1:8124/'), allowed)).toBe('port')
  expect(refusalOf(new URL('http://127.0.0.1/'), allowed)).toBe('private-address')
  expect(refusalOf(new URL('http://intranet.example.org:9000/'), allowed)).toBe(null)
  expect(refusalOf(new URL('ftp://intranet.example.org/'), allowed)).toBe('scheme')
})
