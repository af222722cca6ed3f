import { AppError } from '#lib/domain/errors.ts'
import { problemResponse } from '#lib/web/problem.ts'

/** Every address that no operation has. */
function nowhere(): Response {
  return problemResponse(new AppError('not-found', { detail: 'The API has no such address. GET /api/v1/openapi.json lists those it has.' }))
}

export { nowhere as DELETE, nowhere as GET, nowhere as OPTIONS, nowhere as PATCH, nowhere as POST, nowhere as PUT }
