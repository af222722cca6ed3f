/** The other side of process.ts: starts the process with the sockets, and another one when it has died. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { log } from '#lib/web/log.ts'
import type { CarriedCollab } from './carry.ts'
import { orderOf, sendWith, stateSchema, type Order, type StateReport } from './handover.ts'
import { refuseUpgrade } from './upgrade.ts'

const PROGRAM = path.join(import.meta.dirname, 'process.ts')
/** It says how it is each second; a silence of so long is a program that hangs. */
const SILENCE_MS = 10_000
/** Between two starts, so that one that dies at once does not take the machine with it. */
const AGAIN_MS = 1_000

export interface CollabProcess extends CarriedCollab {
  upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void
}

/** Resolves when it takes upgrades; rejects when it ends before. */
export async function startCollabProcess(): Promise<CollabProcess> {
  let child = forkProgram()
  let state: StateReport['state'] = 'starting'
  let isReady = false
  let heardAt = Date.now()
  let isClosing = false
  follow(child)
  await firstWord(child).catch((error: unknown) => {
    isClosing = true
    throw error
  })

  function follow(started: ChildProcess): void {
    started.on('message', (message) => {
      isReady = true
      heardAt = Date.now()
      state = stateSchema.parse(message).state
    })
    started.on('error', (error) => log().error({ err: error }, 'the process with the sockets could not be reached'))
    started.once('exit', (code, signal) => {
      if (isClosing) return
      state = 'stopped'
      isReady = false
      log().error({ code, signal }, 'the process with the sockets has ended by itself; starting another')
      setTimeout(() => {
        if (isClosing) return
        child = forkProgram()
        follow(child)
      }, AGAIN_MS)
    })
  }

  function tell(order: Order, socket?: Socket): boolean {
    if (!child.connected) return false
    sendWith(child, order, socket)
    return true
  }

  return {
    upgrade(request, stream, head) {
      // In the moment between the two processes nobody else hears of its errors.
      stream.on('error', () => stream.destroy())
      const isTaken = stream instanceof Socket && isReady && tell(orderOf(request, head), stream)
      if (!isTaken) refuseUpgrade(stream, 503)
    },
    state: () => (state === 'ok' && Date.now() - heardAt > SILENCE_MS ? 'stopped' : state),
    async close() {
      isClosing = true
      if (isOver(child)) return
      const ended = once(child, 'exit')
      if (!tell({ type: 'stop' })) child.kill('SIGTERM')
      await ended
    },
  }
}

async function firstWord(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process with the sockets ended with ${String(code)} while it started`)
  })
  await Promise.race([once(child, 'message'), ended])
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function forkProgram(): ChildProcess {
  return fork(PROGRAM, [], {
    execArgv: process.execArgv.filter((flag) => flag.startsWith('--disable-warning=')),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}
