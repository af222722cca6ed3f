/** `POST /claims/:id/evidence` as multipart: a file with its fields. */
import type { z } from 'zod'
import { addFileSchema } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import { readBytes } from './body.ts'
import { formFields } from './form-fields.ts'

/** For the fields and the seams of the form. */
const FIELDS_BYTES = 256 * 1024
const NAME_LENGTH = 200

interface EvidenceUpload {
  fields: z.output<typeof addFileSchema>
  name: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Throws `too-large`, `bad-request`, `invalid-input` or a ZodError naming the field. */
export async function readEvidenceUpload(request: Request, maxBytes: number): Promise<EvidenceUpload> {
  const form = await readForm(request, maxBytes)
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    throw new AppError('invalid-input', { errors: [{ field: 'file', message: 'Choose a file that holds something.' }] })
  const given = formFields(form, { many: ['readers'] })
  const fields = addFileSchema.parse({ type: 'file', ...given, ...('confidential' in given && { confidential: yesOrNo(given['confidential']) }) })
  return { fields, name: storableName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** Without what no text column can hold; its end, which says what it is. */
function storableName(name: string): string {
  return (
    name
      .slice(-NAME_LENGTH)
      .replace(/\p{Cc}/gu, '')
      .replace(/\p{Surrogate}/gu, '\ufffd') || 'file'
  )
}

/** Anything else stays what it is, for the schema to refuse: a misspelt "yes" must not leave a source open. */
function yesOrNo(value: unknown): unknown {
  return value === 'true' || (value === 'false' ? false : value)
}

async function readForm(request: Request, maxBytes: number): Promise<FormData> {
  const bytes = await readBytes(request, maxBytes + FIELDS_BYTES)
  try {
    return await new Response(bytes, { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData()
  } catch {
    throw new AppError('bad-request', { detail: 'The form could not be read. Send it as multipart/form-data with a file.' })
  }
}
