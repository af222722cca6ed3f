import { db } from '#lib/db/client.ts'
import { getHealth } from '#lib/queries/health/get-health.ts'
import { collabState, queueState } from '#lib/web/node-state.ts'
import { API_HEADERS } from '#lib/web/security-headers.ts'

export async function GET(): Promise<Response> {
  const health = await getHealth(db(), { collab: collabState(), queue: queueState() })
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers: API_HEADERS })
}
