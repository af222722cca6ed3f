/** WO-5: what is open at the end of a shift, and with whom. */
import { z } from 'zod'
import { stageSchema } from './articles.ts'
import { authorQueryListItemSchema } from './author-queries.ts'
import { boardItemSchema, taskListItemSchema } from './claims.ts'
import { idSchema, instantSchema, personRefSchema } from './common.ts'

export const handoverQuerySchema = z.object({ deskId: idSchema.optional() })
export type HandoverQuery = z.infer<typeof handoverQuerySchema>

const personWorkSchema = z.object({
  person: personRefSchema,
  /** Has left the desk, or has no access any more: what they were asked waits for nobody. */
  gone: z.boolean(),
  overdue: z.number().int(),
  /** Of the tasks, and of what they have checked. */
  reopened: z.number().int(),
  secondChecks: z.number().int(),
  /** Questions of theirs that an author has not answered. */
  awaitingAuthor: z.number().int(),
  /** Open questions that they hold, whoever's turn it is. */
  questions: z.number().int(),
  /** Active ones, soonest due first. */
  tasks: z.array(taskListItemSchema),
  /** What they have checked, is open again, and nobody is asked about; with several it is with each. */
  again: z.array(boardItemSchema),
})
export type PersonWork = z.infer<typeof personWorkSchema>

const openArticleSchema = z.object({
  id: idSchema,
  slug: z.string(),
  title: z.string(),
  stage: stageSchema,
  createdBy: personRefSchema,
  /** Claims that hold it back, and questions to its author that do. */
  claimsToClear: z.number().int(),
  openQueries: z.number().int(),
})

export const deskHandoverSchema = z.object({
  desk: z.object({ id: idSchema, name: z.string(), timeZone: z.string() }),
  people: z.array(personWorkSchema),
  /** Claims that are with nobody: nobody is asked to check them, nor has anybody who could check them again. */
  unassigned: z.array(boardItemSchema),
  /** Claims whose words have to change. */
  author: z.array(boardItemSchema),
  /** Open questions to authors. */
  queries: z.array(authorQueryListItemSchema),
  articles: z.array(openArticleSchema),
  abilities: z.object({ handOver: z.boolean() }),
})
export type DeskHandover = z.infer<typeof deskHandoverSchema>

export const handoverSchema = z.object({ at: instantSchema, desks: z.array(deskHandoverSchema) })
export type HandoverDto = z.infer<typeof handoverSchema>

/** Without `taskIds`: all active tasks of the person on the desk, and their open questions unless `questions` says no; with them, those tasks, and the questions where it says yes. Strict, since a misspelt `taskIds` would hand over everything. */
export const handOverSchema = z.strictObject({
  deskId: idSchema,
  fromId: idSchema,
  toId: idSchema,
  taskIds: z.array(idSchema).max(500).optional(),
  questions: z.boolean().optional(),
})
export type HandOverInput = z.infer<typeof handOverSchema>

/** `kept`: what stayed with whom it was, and why. */
export const handedOverSchema = z.object({
  moved: z.number().int(),
  /** Open questions that went over. */
  questions: z.number().int(),
  kept: z.array(z.object({ taskId: idSchema, reason: z.string() })),
})
export type HandedOverDto = z.infer<typeof handedOverSchema>
