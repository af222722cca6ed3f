/** Moments inside the program at which the harness, over the process's channel, asks for something to go wrong once. */
import type { InsidePoint } from '../world/node.ts'

const armed = new Set<InsidePoint>()

process.on('message', (message: { point: InsidePoint }) => armed.add(message.point))

/** Whether the harness asked for it since the last time. */
export function isDue(point: InsidePoint): boolean {
  return armed.delete(point)
}

export function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
