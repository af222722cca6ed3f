/** A TCP relay in front of the database, that can swallow everything or cut everybody off. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Proxy {
  /** The database's address, by way of the relay. */
  url: string
  /** Cuts every connection and answers no new one. */
  cut: () => void
  /** Lets nothing through any more, in either direction, and closes nothing. */
  swallow: () => void
  heal: () => void
  stop: () => Promise<void>
}

export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let state: 'open' | 'cut' | 'swallowing' = 'open'

  const server = createServer((inner) => {
    if (state === 'cut') return inner.destroy()
    const outer = connect(Number(target.port), target.hostname)
    relay(inner, outer)
    relay(outer, inner)
  })

  function relay(from: Socket, to: Socket): void {
    sockets.add(from)
    from.on('data', (data) => {
      if (state === 'open') to.write(data)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const drop = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    url: url.href,
    cut() {
      state = 'cut'
      drop()
    },
    swallow() {
      state = 'swallowing'
    },
    heal() {
      // What was swallowed cannot be continued: those connections are lost.
      if (state === 'swallowing') drop()
      state = 'open'
    },
    async stop() {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
