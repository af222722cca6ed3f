import { actorFromRequest } from '#lib/auth/actor-from-request.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { eventStream } from '#lib/web/event-stream.ts'
import { problemResponse } from '#lib/web/problem.ts'

/** Says that something changed, never what. For the newsroom's own pages. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await actorFromRequest(request)
    if (actor === null) throw new AppError('unauthenticated')
    if (actor.sessionId === null || !can(actor, 'notification.read', { ownerId: actor.userId })) throw new AppError('forbidden')
    const stream = eventStream(actor, request.signal)
    if (stream === null) throw new AppError('too-many-requests', { retryAfter: 60 })
    return stream
  } catch (error) {
    return problemResponse(error)
  }
}
