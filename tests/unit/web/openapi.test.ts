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
