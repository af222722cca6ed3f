/** What a page gives to the queries it reads from, and what it makes of their refusals. */
import { notFound } from 'next/navigation'
import { idSchema } from '#lib/api/schemas/common.ts'
import { db } from '#lib/db/client.ts'
import { AppError, type ErrorCode } from '#lib/domain/errors.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { requireActor } from './actor-from-page.ts'

/** The person signed in, or on to /sign-in. */
export async function pageContext(): Promise<ServiceContext> {
  return { actor: await requireActor(), db: db(), now: () => new Date(), newId: () => crypto.randomUUID() }
}

/** An address that leads to nothing for this person: no such thing, not theirs to see, or a place in a list that is none. */
const NO_PAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not-found', 'forbidden', 'invalid-input'])

/** What was read; the not-found page for what is not there, or not for this person. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && NO_PAGE.has(error.code)) notFound()
    throw error
  }
}

/** An id from the address; the not-found page for what cannot be one. */
export function idFromPath(given: string): string {
  return idSchema.safeParse(given).data ?? notFound()
}
