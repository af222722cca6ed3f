/** `POST /articles` as multipart: a Word document, turned into the HTML that the importer reads. */
import mammoth from 'mammoth'
import { articleFormSchema, createArticleSchema, type CreateArticleInput } from '#lib/api/schemas/articles.ts'
import { AppError } from '#lib/domain/errors.ts'
import { readBytes } from './body.ts'
import { formFields } from './form-fields.ts'
import { assertUnpacksWithin } from './unzipped.ts'

const MAX_BYTES = 12 * 1024 * 1024
const MAX_UNPACKED = 64 * 1024 * 1024

/** Throws `too-large`, `bad-request`, `unsupported-media-type` or a ZodError naming the field. The title defaults to the file's name. */
export async function readArticleUpload(request: Request): Promise<CreateArticleInput> {
  const form = await readForm(request)
  const file = form.get('file')
  if (!(file instanceof File)) throw new AppError('invalid-input', { errors: [{ field: 'file', message: 'Choose a Word document (.docx).' }] })
  const { title = file.name.replace(/\.docx$/i, ''), deskId = '' } = articleFormSchema.parse(formFields(form))
  return createArticleSchema.parse({
    title,
    ...(deskId !== '' && { deskId }),
    format: 'html',
    content: await htmlOf(file),
  })
}

async function readForm(request: Request): Promise<FormData> {
  const bytes = await readBytes(request, MAX_BYTES)
  try {
    return await new Response(bytes, { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData()
  } catch {
    throw new AppError('bad-request', { detail: 'The form could not be read. Send it as multipart/form-data with a file.' })
  }
}

/** Pictures are left out: they are placed in the article with their credit and rights. */
async function htmlOf(file: File): Promise<string> {
  const buffer = Buffer.from(await file.arrayBuffer())
  try {
    assertUnpacksWithin(buffer, MAX_UNPACKED)
    const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false })
    return value.replace(/<img[^>]*>/g, '')
  } catch {
    throw new AppError('unsupported-media-type', { detail: `"${file.name}" could not be read as a Word document. Save it as .docx, or paste its text.` })
  }
}
