import type { Db } from '#lib/db/client.ts'
import { verifyPassword } from './password.ts'

export interface Credentials {
  email: string
  password: string
}

/**
 * The person's id, or null for a wrong password, an unknown address and a disabled person alike, after the same
 * work: neither the answer nor its time tells which addresses exist.
 */
export async function checkCredentials(db: Db, { email, password }: Credentials): Promise<string | null> {
  const user = await db.user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, passwordHash: true, disabledAt: true },
  })
  const matches = await verifyPassword(user?.passwordHash ?? null, password)
  return matches && user?.disabledAt === null ? user.id : null
}
