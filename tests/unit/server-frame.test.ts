import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { serverFrame } from '#server/collab/server-frame.ts'

test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('[CO-3] a frame of %i bytes is read as it was written, between two of ws', async (length) => {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const payload = Buffer.alloc(length, 'stet')
  sockets.on('connection', (ws, request) => {
    ws.send('before')
    request.socket.write(serverFrame(payload))
    ws.send('after')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ws = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const heard: string[] = []
  ws.on('message', (data: Buffer) => heard.push(data.toString()))
  while (heard.length < 3) await once(ws, 'message')
  ws.terminate()
  sockets.close()
  server.close()
  expect(heard).toEqual(['before', payload.toString(), 'after'])
})
