import { randomBytes } from 'node:crypto'

/** 256 random bits, shown once and stored as their sha256: nothing so long needs a slow hash. A prefix lets scanners of leaked secrets know it. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}
