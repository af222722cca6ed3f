/**
 * A network of ours: a TCP relay that swallows, holds back, delays or resets, in one direction or both.
 *
 * `swallow` loses what passes, so the connection cannot go on and is reset at `heal`: a path that came back too late.
 * `hold` keeps what passes and delivers it at `heal`, also when its sender has given up meanwhile: packets that
 * were only late. That is how a statement runs long after nobody waits for it.
 */
import { connect, createServer, type Server, type Socket } from 'node:net'

export type Flow = 'open' | 'swallow' | 'hold'
export type Direction = 'up' | 'down'

interface Pipe {
  from: Socket
  to: Socket
  direction: Direction
  held: Buffer[]
  isTainted: boolean
  isOver: boolean
  /** On its way, oldest first; what came later never overtakes, as in TCP. */
  underWay: { data: Buffer; due: number }[]
  timer: NodeJS.Timeout | null
}

export interface LinkOptions {
  /** The port that the next connection goes to; null when nothing answers there. */
  target: () => number | null
}

export class Link {
  delayMs = 0
  private readonly options: LinkOptions
  private readonly flow: Record<Direction, Flow> = { up: 'open', down: 'open' }
  private readonly pipes = new Set<Pipe>()
  private readonly server: Server

  constructor(options: LinkOptions) {
    this.options = options
    this.server = createServer((inner) => this.accept(inner))
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('a link without a port')
    return address.port
  }

  set(flow: Flow, directions: readonly Direction[]): void {
    for (const direction of directions) this.flow[direction] = flow
  }

  heal(): void {
    this.delayMs = 0
    this.flow.up = 'open'
    this.flow.down = 'open'
    for (const pipe of this.pipes) {
      if (pipe.isTainted) this.cut(pipe)
      else this.deliverHeld(pipe)
    }
  }

  reset(): void {
    for (const pipe of this.pipes) this.cut(pipe)
  }

  async close(): Promise<void> {
    this.reset()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private accept(inner: Socket): void {
    const port = this.options.target()
    if (port === null) return void inner.destroy()
    const outer = connect({ port, host: '127.0.0.1', noDelay: true })
    inner.setNoDelay(true)
    this.join(inner, outer, 'up')
    this.join(outer, inner, 'down')
  }

  private join(from: Socket, to: Socket, direction: Direction): void {
    const pipe: Pipe = { from, to, direction, held: [], isTainted: false, isOver: false, underWay: [], timer: null }
    this.pipes.add(pipe)
    from.on('data', (data) => this.pass(pipe, data))
    from.on('error', () => undefined)
    from.on('close', () => {
      pipe.isOver = true
      this.finish(pipe)
    })
  }

  private pass(pipe: Pipe, data: Buffer): void {
    const flow = this.flow[pipe.direction]
    if (flow === 'swallow' || pipe.isTainted) pipe.isTainted = true
    else if (flow === 'hold') pipe.held.push(data)
    else this.deliver(pipe, data)
  }

  private deliver(pipe: Pipe, data: Buffer): void {
    pipe.underWay.push({ data, due: performance.now() + this.delayMs })
    this.forward(pipe)
  }

  /** Writes what is due, and comes back for the rest. */
  private forward(pipe: Pipe): void {
    if (pipe.timer !== null) return
    for (let next = pipe.underWay[0]; next !== undefined; next = pipe.underWay[0]) {
      const wait = next.due - performance.now()
      if (wait > 0) {
        pipe.timer = setTimeout(() => {
          pipe.timer = null
          this.forward(pipe)
        }, wait)
        return
      }
      pipe.underWay.shift()
      if (!pipe.to.destroyed) pipe.to.write(next.data)
    }
    this.finish(pipe)
  }

  private deliverHeld(pipe: Pipe): void {
    for (const data of pipe.held.splice(0)) this.deliver(pipe, data)
    this.finish(pipe)
  }

  private finish(pipe: Pipe): void {
    if (!pipe.isOver || pipe.held.length > 0 || pipe.underWay.length > 0) return
    this.pipes.delete(pipe)
    pipe.to.end()
  }

  private cut(pipe: Pipe): void {
    pipe.held = []
    pipe.underWay = []
    pipe.from.resetAndDestroy()
    pipe.to.resetAndDestroy()
    this.pipes.delete(pipe)
  }
}
