/** A connection on its way to the process with the sockets. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, Socket, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { orderOf, sendWith } from '#server/collab/handover.ts'

const UPGRADE = 'GET /collab/x HTTP/1.1\r\nHost: stet\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'

/** A server here, the process that takes its connections, and a client's connection to it. */
async function startBoth() {
  const child = fork(path.join(import.meta.dirname, 'support/busy-reader.ts'), [], { execArgv: [] })
  const server = createServer()
  onTestFinished(() => {
    child.kill('SIGKILL')
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  await once(child, 'message')
  const ask = () => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    onTestFinished(() => void client.destroy())
    return client
  }
  return { child, server, ask }
}

it('[OP-13b] what comes on a connection before the other process has taken it is read there, and not lost here', async () => {
  const { child, server, ask } = await startBoth()

  const client = ask()
  const heard = once(child, 'message')
  server.once('upgrade', (request, stream, head) => {
    if (stream instanceof Socket) sendWith(child, orderOf(request, head), stream)
    client.write('first words')
  })
  client.write(UPGRADE)
  expect(await heard).toContain('first words')
})

it('[OP-13b] connections that the other process dies before taking are closed, so that who waits comes again', async () => {
  const { child, server, ask } = await startBoth()
  child.kill('SIGSTOP')
  let given = 0
  const allGiven = new Promise<void>((resolve) => {
    server.on('upgrade', (request, stream, head) => {
      stream.on('error', () => undefined)
      if (stream instanceof Socket) sendWith(child, orderOf(request, head), stream)
      if (++given === 3) resolve()
    })
  })
  const closed = Array.from({ length: 3 }, async () => {
    const client = ask()
    client.on('error', () => undefined)
    client.write(UPGRADE)
    await once(client, 'close')
  })
  await allGiven
  child.kill('SIGKILL')
  await Promise.all(closed)
}, 20_000)
