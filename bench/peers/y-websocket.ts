/** y-websocket's own server, without storage. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import { announceServer } from './served.ts'

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (ws, request) => setupWSConnection(ws, request))

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  announceServer(`ws://127.0.0.1:${port}/`)
})
