import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Link } from '#tests/faults/world/link.ts'
import { waitFor } from './support/clients.ts'

/** The network of the fault runs may be late, and lose a connection; it may not do what TCP never does. */
describe('the network of the fault runs', () => {
  it('[CO-5] delivers in order, also when its delay shrinks and its clock is late', async () => {
    let got = ''
    const server = createServer((socket) => socket.on('error', () => undefined).on('data', (data: Buffer) => (got += data.toString())))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const link = new Link({ target: () => (server.address() as AddressInfo).port })
    const socket = connect({ port: await link.listen(), host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    const sent: string[] = []
    for (let round = 0; round < 12; round++) {
      link.delayMs = 30
      await say(socket, sent, 8)
      link.heal()
      await say(socket, sent, 16)
    }
    await waitFor(() => got.length >= sent.join('').length, 'what was sent')
    expect(got).toBe(sent.join(''))
    socket.destroy()
    await link.close()
    server.close()
  })
})

/** With work between that keeps timers from being on time. */
async function say(socket: Socket, sent: string[], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const word = `<${sent.length}>`
    sent.push(word)
    socket.write(word)
    await delay(1)
    const end = performance.now() + (i % 5)
    while (performance.now() < end);
  }
}
