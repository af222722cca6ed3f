import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { assertUnpacksWithin } from '#lib/web/unzipped.ts'

const MB = 1024 * 1024

async function archive(files: Record<string, number>, compression: 'DEFLATE' | 'STORE' = 'DEFLATE'): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, size] of Object.entries(files)) zip.file(name, new Uint8Array(size))
  return await zip.generateAsync({ type: 'nodebuffer', compression })
}

test('[AP-6] what unpacks within the limit passes, packed or not', async () => {
  for (const compression of ['DEFLATE', 'STORE'] as const) {
    const buffer = await archive({ a: MB, b: MB, empty: 0 }, compression)
    expect(() => assertUnpacksWithin(buffer, 2 * MB)).not.toThrow()
    expect(() => assertUnpacksWithin(buffer, 2 * MB - 1)).toThrow(/too much|Cannot create a Buffer/)
  }
})

test('[AP-6] an archive that lies about its sizes is found out all the same', async () => {
  const buffer = await archive({ a: 2 * MB })
  const entry = buffer.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  buffer.writeUInt32LE(10, entry + 24)
  expect(buffer.length).toBeLessThan(10_000)
  expect(() => assertUnpacksWithin(buffer, MB)).toThrow(/Cannot create a Buffer/)
})

test.each(['', 'PK', 'not an archive at all, however long it may be', `PK\u0003\u0004${'x'.repeat(100)}`])(
  '[AP-6] what is no archive is refused: %s',
  (content) => {
    expect(() => assertUnpacksWithin(Buffer.from(content), MB)).toThrow(Error)
  },
)
