/**
 * A binary WebSocket message of the server, header and payload in one buffer (RFC 6455, 5.2): what goes to everybody
 * in a room is framed once, and what is small costs a socket one write instead of two.
 */
const FINAL_BINARY = 0x82
const TWO_BYTES = 126
const EIGHT_BYTES = 127

export function serverFrame(payload: Uint8Array): Buffer {
  const { length } = payload
  const offset = length < TWO_BYTES ? 2 : length < 2 ** 16 ? 4 : 10
  const frame = Buffer.allocUnsafe(offset + length)
  frame[0] = FINAL_BINARY
  if (offset === 2) frame[1] = length
  else if (offset === 4) {
    frame[1] = TWO_BYTES
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = EIGHT_BYTES
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, offset)
  return frame
}
