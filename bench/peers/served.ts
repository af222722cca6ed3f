/** What every measured server does beside serving: it says where it listens, and what it has used when asked. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'

export const usageSchema = z.object({
  type: z.literal('usage'),
  /** Microseconds of processor time since the start. */
  cpu: z.number(),
  /** Bytes, after a full garbage collection when that was asked for. */
  heap: z.number(),
  rss: z.number(),
})
export type Usage = z.infer<typeof usageSchema>

export const readySchema = z.object({ type: z.literal('ready'), url: z.string() })

const questionSchema = z.object({ type: z.literal('usage?'), collect: z.boolean() })

/** `url`: where a document's name is appended to. */
export function announceServer(url: string): void {
  process.on('message', (message) => {
    const question = questionSchema.safeParse(message)
    if (question.success) process.send?.(readUsage(question.data.collect))
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ type: 'ready', url })
}

function readUsage(collect: boolean): Usage {
  if (collect) collectGarbage()
  const { user, system } = process.cpuUsage()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { type: 'usage', cpu: user + system, heap: heapUsed + external, rss }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let i = 0; i < 3; i++) collect()
}
