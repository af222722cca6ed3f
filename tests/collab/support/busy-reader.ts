/** A process that says that it is there, is busy for half a second, and then tells what comes on the connection that it was handed. */
import { Socket } from 'node:net'

const BUSY_MS = 500

process.on('message', (_order, socket) => {
  if (socket instanceof Socket) socket.on('data', (bytes) => process.send?.(bytes.toString()))
})
process.send?.('here', undefined, {}, () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS))
