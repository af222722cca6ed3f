import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Operation } from '#lib/api/operation.ts'
import { openApiDocument } from '#lib/api/openapi.ts'
import { OPERATIONS } from '#lib/api/operations.ts'

const described = z.object({
  operationId: z.string(),
  responses: z.record(z.string(), z.unknown()),
  requestBody: z.unknown().optional(),
  security: z.unknown().optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })).default([]),
})
const documentSchema = z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
const document = documentSchema.parse(openApiDocument())

test.each(Object.entries<Operation>(OPERATIONS))('[AP-1] %s is described with its parameters, body, answer and refusals', (name, operation) => {
  const said = described.parse(document.paths[operation.path]?.[operation.method.toLowerCase()])
  expect(said.operationId).toBe(name)
  expect(said.parameters.filter((part) => part.in === 'path').map((part) => part.name)).toEqual(
    [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param),
  )
  expect(said.requestBody !== undefined).toBe(operation.body !== undefined)
  expect(Object.keys(said.responses)).toContain(String(operation.status))
  if (operation.access !== 'public') expect(Object.keys(said.responses)).toEqual(expect.arrayContaining(['401', '403', '500', '503']))
  else expect(said.security).toEqual([])
})

test('[AP-1] it holds no reference to nowhere', () => {
  const text = JSON.stringify(openApiDocument())
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref)
  expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']))
})

interface Shape {
  type?: unknown
  additionalProperties?: unknown
  properties?: Record<string, unknown>
}

/** Where in a JSON schema an object lets fields through that it does not name. A record (values of any name) is none. */
function* loose(schema: unknown, path: string): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return
  const { type, additionalProperties, properties }: Shape = schema
  if (type === 'object' && properties !== undefined && additionalProperties !== false) yield path
  for (const [key, part] of Object.entries(schema)) yield* loose(part, `${path}.${key}`)
}

const withContent = z.object({ requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }) })
const bodies = Object.entries<Operation>(OPERATIONS)
  .filter(([, { body }]) => body !== undefined)
  .flatMap(([name, { path, method }]) => {
    const { requestBody } = withContent.parse(document.paths[path]?.[method.toLowerCase()])
    return Object.entries(requestBody.content).map(([type, { schema }]) => [name, type, schema] as const)
  })

test.each(bodies)('[AP-4] no object in the body of %s (%s) takes a field that it does not know', (_name, _type, schema) => {
  expect([...loose(schema, 'body')]).toEqual([])
})

test('[AP-4] and both kinds of body are among those that were looked at', () => {
  expect(new Set(bodies.map(([, type]) => type))).toEqual(new Set(['application/json', 'multipart/form-data']))
  expect([...loose({ type: 'object', properties: { part: { type: 'object', properties: {} } }, additionalProperties: false }, 'body')]).toEqual([
    'body.properties.part',
  ])
})
