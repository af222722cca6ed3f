import { describe, expect, it } from 'vitest'
import { sniff } from '#lib/files/sniff.ts'

function bytesOf(...parts: (number[] | Buffer)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))))
}

describe('what the bytes of a file are', () => {
  it.each([
    ['UTF-8', bytesOf(Buffer.from('“Wörter”'))],
    ['UTF-16, as Windows writes it', bytesOf([0xff, 0xfe], Buffer.from('“Wörter”', 'utf16le'))],
    ['UTF-16, the other way round', bytesOf([0xfe, 0xff], Buffer.from('“Wörter”', 'utf16le').swap16())],
    ['a page that calls itself a picture', bytesOf(Buffer.from('<html><script>alert(1)</script></html>'))],
  ])('[CL-7j] %s is text', async (_, bytes) => {
    expect(await sniff(bytes)).toBe('text/plain')
  })

  it('[CL-7j] bytes that begin like text and are none', async () => {
    expect(await sniff(bytesOf([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toBe('application/octet-stream')
  })
})
