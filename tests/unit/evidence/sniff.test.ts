import { describe, expect, it } from 'vitest'
import { misnamed } from '#lib/domain/evidence/media.ts'
import { isMostlyText, sniff } from '#lib/files/sniff.ts'

function bytesOf(...parts: (number[] | Buffer)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part))))
}

describe('what the bytes of a file are', () => {
  it.each([
    ['UTF-8', bytesOf(Buffer.from('“Wörter”'))],
    ['UTF-16, as Windows writes it', bytesOf([0xff, 0xfe], Buffer.from('“Wörter”', 'utf16le'))],
    ['UTF-16, the other way round', bytesOf([0xfe, 0xff], Buffer.from('“Wörter”', 'utf16le').swap16())],
  ])('[CL-7j] %s is text', async (_, bytes) => {
    expect(await sniff(bytes)).toBe('text/plain')
  })

  it('[CL-7u] a web page is told from other text, and a name that promises something else', async () => {
    for (const page of ['<html><script>alert(1)</script></html>', ' <!-- x --><!DOCTYPE html><p>'])
      expect(await sniff(bytesOf(Buffer.from(page)))).toBe('text/html')
    expect(misnamed('Fake.PDF', 'text/html')).toBe('.pdf')
    expect([misnamed('a.pdf', 'application/pdf'), misnamed('a.txt', 'text/html'), misnamed('a.jpeg', 'image/jpeg'), misnamed('a', '')]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('[CL-7u] a program is no text, a page in an old encoding is', () => {
    expect(isMostlyText(bytesOf(Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0])))).toBe(false)
    expect(isMostlyText(bytesOf(Buffer.from('<p>Größe\r\n', 'latin1')))).toBe(true)
    expect(isMostlyText(bytesOf([0xff, 0xfe], Buffer.from('Wörter', 'utf16le')))).toBe(true)
  })

  it('[CL-7j] bytes that begin like text and are none', async () => {
    expect(await sniff(bytesOf([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toBe('application/octet-stream')
  })
})
