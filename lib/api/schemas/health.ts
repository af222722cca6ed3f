import { z } from 'zod'

export const healthSchema = z.object({
  status: z.enum(['ok', 'unable-to-save']),
  database: z.enum(['ok', 'unreachable']),
  /** The collaboration server of this node; `none` on a node that does not carry it. */
  collab: z.enum(['ok', 'starting', 'stopped', 'none']),
  /** The background queue; `none` on a node that does not run it. */
  queue: z.enum(['ok', 'stopped', 'none']),
})
export type HealthDto = z.infer<typeof healthSchema>
