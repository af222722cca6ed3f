/** The queues of work that is done in the background, and what a job of each is told. */
import { z } from 'zod'

export interface QueueSettings<Data extends z.ZodType> {
  /** What a job carries: names of things, never the things, and nothing confidential. */
  data: Data
  /** How often a job that failed is tried again, first after this many seconds and then after ever longer. */
  retryLimit: number
  retryDelay: number
  /** Seconds after which a job that has not ended counts as failed. */
  expireInSeconds: number
  /** Jobs of it that one node does at a time. */
  concurrency: number
  /** Done by itself, once a node starts and then after this many seconds: a queue without anything to be told. */
  every?: number
}

export const QUEUES = {
  'evidence.capture': {
    data: z.object({ captureId: z.uuid() }),
    retryLimit: 2,
    retryDelay: 5,
    // Ten sites are waited for side by side, and their texts read in turn.
    expireInSeconds: 300,
    concurrency: 10,
  },
  'evidence.lost-captures': {
    data: z.object({}),
    retryLimit: 2,
    retryDelay: 60,
    expireInSeconds: 120,
    concurrency: 1,
    every: 10 * 60,
  },
  'evidence.clear-files': {
    data: z.object({}),
    retryLimit: 2,
    retryDelay: 600,
    expireInSeconds: 3600,
    concurrency: 1,
    every: 24 * 60 * 60,
  },
  'mail.welcome': {
    data: z.object({ invitationId: z.uuid() }),
    retryLimit: 9,
    retryDelay: 60,
    expireInSeconds: 90,
    concurrency: 1,
  },
  'mail.notices': {
    data: z.object({ userId: z.uuid() }),
    // A mail server that is away for a night: after two to four minutes first, after up to seventeen hours in the end.
    retryLimit: 9,
    retryDelay: 240,
    expireInSeconds: 90,
    concurrency: 2,
  },
} as const satisfies Record<string, QueueSettings<z.ZodType>>

/** What is known of any of them. */
export function settingsOf(name: QueueName): QueueSettings<z.ZodType> {
  return QUEUES[name]
}

export type QueueName = keyof typeof QUEUES
export type JobData<Name extends QueueName> = z.output<(typeof QUEUES)[Name]['data']>

export const QUEUE_NAMES = Object.keys(QUEUES).filter((name): name is QueueName => name in QUEUES)
