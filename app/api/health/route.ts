import { db } from '#lib/db/client.ts'
import { getHealth } from '#lib/queries/health/get-health.ts'
import { collabState } from '#lib/web/node-state.ts'

export const dynamic = 'force-dynamic'

/** Open to anyone who can reach the port: it tells nothing but whether this node can save. */
export async function GET(): Promise<Response> {
  const health = await getHealth(db(), collabState())
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
