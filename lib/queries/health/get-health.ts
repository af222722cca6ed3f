/** Whether this node can save, for load balancers and the person on call. */
import type { HealthDto } from '#lib/api/schemas/health.ts'
import type { Db } from '#lib/db/client.ts'

/** Milliseconds; a load balancer asks often and gives up soon. */
const PATIENCE = 3_000

/** `unable-to-save` when the database is away, or is a standby that takes no writes. Never rejects. */
export async function getHealth(db: Db, { collab, queue }: Pick<HealthDto, 'collab' | 'queue'>): Promise<HealthDto> {
  const database = (await isWritable(db)) ? 'ok' : 'unreachable'
  const canSave = database === 'ok' && collab !== 'stopped'
  return { status: canSave ? 'ok' : 'unable-to-save', database, collab, queue }
}

async function isWritable(db: Db): Promise<boolean> {
  const asked = db.$queryRaw<{ standby: boolean }[]>`SELECT pg_is_in_recovery() AS standby`.then(([row]) => row?.standby === false)
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false).unref())
  return await Promise.race([asked.catch(() => false), late])
}
