import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError, ERRORS, type ErrorCode } from '#lib/domain/errors.ts'
import { isDatabaseAway } from '#lib/web/database-away.ts'
import { fieldErrors, problemResponse } from '#lib/web/problem.ts'

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
    LOG_LEVEL: 'silent',
  })
})

describe('[AP-3] a refusal', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])('%s has its status, title and a sentence that says what to do', async (code) => {
    const response = problemResponse(new AppError(code))
    const { status, title, detail } = ERRORS[code]
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ type: `/problems/${code}`, title, status, detail, code })
    expect(detail).toMatch(/\.$/)
  })

  test('carries what the reader needs beside the standard members, which it cannot replace', async () => {
    const response = problemResponse(new AppError('gate', { detail: 'Two are open.', extra: { blockers: [1, 2], status: 200, code: 'fine' } }))
    expect(await response.json()).toMatchObject({ detail: 'Two are open.', status: 409, code: 'gate', blockers: [1, 2] })
  })

  test('says when another try makes sense', () => {
    expect(problemResponse(new AppError('too-many-requests', { retryAfter: 90 })).headers.get('retry-after')).toBe('90')
    expect(problemResponse(new AppError('unauthenticated')).headers.get('www-authenticate')).toContain('Bearer')
  })
})

describe('[AP-3] what nobody expected', () => {
  test('is a 500 that tells nothing of it', async () => {
    const response = problemResponse(new Error('password=hunter2 at /srv/stet/lib/x.ts:12'))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toMatch(/hunter2|lib\/x/)
  })

  test.each([
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('down'), { code: '57P01' }),
    Object.assign(new Error('prisma'), { code: 'P1001' }),
    new Error('outer', { cause: new Error('inner', { cause: Object.assign(new Error('lost'), { code: '08006' }) }) }),
    new AggregateError([Object.assign(new Error('v6'), { code: 'ECONNREFUSED' })]),
    new Error('Connection terminated unexpectedly'),
  ])('a database that is away is 503, however it is wrapped: %s', async (error) => {
    expect(isDatabaseAway(error)).toBe(true)
    const response = problemResponse(error)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
  })

  test.each([
    new Error('nothing'),
    null,
    'ECONNREFUSED',
    Object.assign(new Error('unique'), { code: 'P2002' }),
    Object.assign(new Error('syntax'), { code: '42601' }),
  ])('other errors are not mistaken for it: %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false)
  })
})

test('[AP-4] a fault is named by the dotted path of its field', () => {
  const schema = z.strictObject({ people: z.array(z.object({ name: z.string().min(1, 'Must not be empty.') })) })
  const errors = (value: unknown) => fieldErrors(schema.safeParse(value).error ?? new z.ZodError([]))
  expect(errors({ people: [{ name: 'a' }, { name: '' }] })).toEqual([{ field: 'people.1.name', message: 'Must not be empty.' }])
  expect(errors({ people: [], extra: 1 }).map(({ field }) => field)).toEqual(['extra'])
  expect(errors(7).map(({ field }) => field)).toEqual([''])
})
