/** The floor: passes each frame on to everybody else in the room and keeps nothing. No protocol, no document, no rights. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { announceServer } from './served.ts'

const rooms = new Map<string, Set<WebSocket>>()
const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

sockets.on('connection', (ws, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set<WebSocket>()
  rooms.set(name, room.add(ws))
  ws.on('message', (data: Buffer) => {
    for (const other of room) if (other !== ws) other.send(data, { binary: true })
  })
  ws.on('close', () => {
    room.delete(ws)
    if (room.size === 0) rooms.delete(name)
  })
})

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  announceServer(`ws://127.0.0.1:${port}/`)
})
