/**
 * How large a zip archive is once unpacked, found by unpacking it under a limit: what its directory says of sizes
 * may be a lie, and a few kilobytes can hold gigabytes.
 */
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8

/** Throws for what is no zip archive, or unpacks to more than `limit` bytes. */
export function assertUnpacksWithin(archive: Buffer, limit: number): void {
  const end = endOfDirectory(archive)
  let at = archive.readUInt32LE(end + 16)
  let left = limit
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the directory of the archive is broken')
    left -= unpackedSize(archive, at, left)
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

function endOfDirectory(archive: Buffer): number {
  // A comment of at most 65,535 bytes may follow it.
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 0xffff); at -= 1) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw new Error('not a zip archive')
}

function unpackedSize(archive: Buffer, entry: number, limit: number): number {
  const method = archive.readUInt16LE(entry + 10)
  const header = archive.readUInt32LE(entry + 42)
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28)
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20))
  if (method !== STORED && method !== DEFLATED) throw new Error(`compression method ${method} is not known`)
  const size = method === STORED || packed.length === 0 ? packed.length : inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) }).length
  if (size > limit) throw new Error('the archive unpacks to too much')
  return size
}
