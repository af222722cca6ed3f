import type { HealthDto } from '#lib/api/schemas/health.ts'
import { db } from '#lib/db/client.ts'
import { collabState } from '#lib/web/node-state.ts'
import { API_HEADERS } from '#lib/web/security-headers.ts'

const PATIENCE = 2_000

export async function GET(): Promise<Response> {
  const database = (await canSave()) ? 'ok' : 'unreachable'
  const collab = collabState()
  const well = database === 'ok' && (collab === 'ok' || collab === 'none')
  // Nothing runs in the background yet: `none` is the truth on every node.
  const health: HealthDto = { status: well ? 'ok' : 'unable-to-save', database, collab, queue: 'none' }
  return Response.json(health, { status: well ? 200 : 503, headers: API_HEADERS })
}

/** A standby answers too, and cannot save. */
async function canSave(): Promise<boolean> {
  const asked = db()
    .$queryRaw<{ writable: boolean }[]>`SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AS writable`
    .then(
      (rows) => rows[0]?.writable === true,
      () => false,
    )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
