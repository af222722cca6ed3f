import { AppError } from '#lib/domain/errors.ts'

/**
 * What a multipart body holds beside `file`, by name, for a strict schema to read: nothing is left out, so a field
 * that nobody knows is refused there by its name. Names in `many` give lists; anything else may be sent once.
 */
export function formFields(form: FormData, { many = [] }: { many?: readonly string[] } = {}): Record<string, unknown> {
  const names = [...new Set(form.keys())]
  const twice = names.filter((name) => !many.includes(name) && form.getAll(name).length > 1)
  if (twice.length > 0) throw new AppError('invalid-input', { errors: twice.map((field) => ({ field, message: 'Must be sent once.' })) })
  return Object.fromEntries(names.filter((name) => name !== 'file').map((name) => [name, many.includes(name) ? form.getAll(name) : form.get(name)]))
}
