/** What next-auth would answer with a 500 of its own. */
import { AppError } from '#lib/domain/errors.ts'

/**
 * Throws `bad-request` for a body that is not the form or the JSON object that it says it is, and `method-not-allowed`
 * for a sign-in by address, or for an address with a NUL in it. `place`: what follows /api/auth/. Leaves the body to be read.
 */
export async function refuseUnreadable(request: Request, place: readonly string[]): Promise<void> {
  if (request.method === 'GET' && place.join('/') === 'callback/credentials') {
    throw new AppError('method-not-allowed', { detail: 'GET is not taken here; POST is, with the fields email, password and csrfToken.' })
  }
  if (new URL(request.url).search.includes('%00')) throw new AppError('bad-request', { detail: 'The address holds a NUL character.' })
  if (request.method !== 'POST' || (await isReadable(request.clone()))) return
  throw new AppError('bad-request', { detail: 'The body is not a form or a JSON object. Send the fields as one of them.' })
}

async function isReadable(request: Request): Promise<boolean> {
  const type = request.headers.get('content-type') ?? ''
  try {
    if (type.includes('application/json')) return isObject(await request.json())
    if (type.includes('multipart/form-data')) await request.formData()
    return true
  } catch {
    return false
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
