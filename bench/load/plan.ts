/** What a crew of clients is told to do, and what it tells afterwards. */
import { z } from 'zod'

export const DIALECTS = ['y', 'hocuspocus'] as const

const roomSchema = z.object({
  /** One connection each. */
  clients: z.array(z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })),
  /** The document's name, for frames that carry it. */
  name: z.string(),
})

export const planSchema = z.object({
  type: z.literal('plan'),
  dialect: z.enum(DIALECTS),
  rooms: z.array(roomSchema),
  /** The document's first state, in base64: what the edits build on. */
  state: z.string(),
  /** The first client of a room sends the state: the server knows the document by nothing else. */
  seeds: z.boolean(),
  /** Answers sync step 1 and waits for the server's state; a relay never sends one. */
  syncs: z.boolean(),
  /** Asks after each edit whether it is saved, as our editor does. */
  marks: z.boolean(),
  editsPerSecond: z.number(),
  /** Not counted in the times. */
  warmSeconds: z.number(),
  seconds: z.number(),
  seed: z.number(),
  /** Edits whose send times are told, for whoever learns elsewhere when they were stored. */
  tellsEdits: z.boolean(),
})
export type Plan = z.infer<typeof planSchema>
export type Room = z.infer<typeof roomSchema>

/** Of times in milliseconds. */
const quantilesSchema = z.object({ count: z.number(), p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() })
export type Quantiles = z.infer<typeof quantilesSchema>

export const startedSchema = z.object({ type: z.literal('started') })
export const reportSchema = z.object({
  type: z.literal('report'),
  edits: z.number(),
  /** Edits × the other clients of their room, the warm-up included. */
  deliveries: z.number(),
  /** From when an edit was due to each other client's having it; without the warm-up. */
  seen: quantilesSchema,
  /** The same for clients at another address than the writer's: these are not among the above. */
  far: quantilesSchema,
  /** From when an edit was due to Saved. */
  saved: quantilesSchema,
  /** How late edits were sent: the crew itself is too slow when this is large. */
  late: quantilesSchema,
  /** Processor time of the crew in a second of the run: near 1, its own core was full. */
  busy: z.number(),
  told: z.array(z.object({ document: z.string(), client: z.number(), clock: z.number(), dueAt: z.number() })),
})
export type Report = z.infer<typeof reportSchema>
