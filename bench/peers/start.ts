/** Starts the measured servers, each a process of its own, and asks them what they use. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { ZodType } from 'zod'
import { readySchema, usageSchema, type Usage } from './served.ts'

export const PEERS = ['relay', 'y-websocket', 'hocuspocus', 'stet'] as const
export type Peer = (typeof PEERS)[number]

const START_TIMEOUT_MS = 60_000

export interface Peered {
  peer: Peer
  /** A document's name is appended to it. */
  url: string
  child: ChildProcess
  usage: (asked?: { collect: boolean }) => Promise<Usage>
  stop: () => Promise<void>
}

export async function startPeer(peer: Peer, env: Record<string, string> = {}): Promise<Peered> {
  const child = fork(path.join(import.meta.dirname, `${peer}.ts`), [], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { url } = await answer(child, readySchema, START_TIMEOUT_MS)
  return {
    peer,
    url,
    child,
    async usage({ collect } = { collect: false }) {
      child.send({ type: 'usage?', collect })
      return await answer(child, usageSchema, START_TIMEOUT_MS)
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The next message of that form; rejects when the process ends, or says nothing of the kind in time. */
export async function answer<Message>(child: ChildProcess, schema: ZodType<Message>, timeoutMs: number): Promise<Message> {
  return await new Promise<Message>((resolve, reject) => {
    const timer = setTimeout(
      () => done(() => reject(new Error(`${child.spawnfile} ${String(child.spawnargs.at(-1))} did not answer in ${timeoutMs} ms`))),
      timeoutMs,
    )
    const onMessage = (message: unknown): void => {
      const parsed = schema.safeParse(message)
      if (parsed.success) done(() => resolve(parsed.data))
    }
    const onExit = (code: number | null): void => done(() => reject(new Error(`${String(child.spawnargs.at(-1))} ended with ${code}`)))
    function done(act: () => void): void {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit)
      act()
    }
    child.on('message', onMessage).on('exit', onExit)
  })
}
