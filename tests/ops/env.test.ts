import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { DEFAULT_EVIDENCE_LIMITS } from '#lib/env/evidence-limits.ts'
import { EnvError, parseEnv } from '#lib/env/env.ts'

const COMPLETE = { DATABASE_URL: 'postgresql://stet@db/stet', NEXTAUTH_SECRET: 's'.repeat(32) }

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    parseEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.faults
    throw error
  }
  return []
}

test('[OP-4] a wrong configuration is answered with every fault, each naming its variable', () => {
  const faults = faultsOf({
    PORT: '80a',
    DATABASE_URL: 'mysql://db',
    STET_ROLE: 'both',
    STET_DEMO: 'yes',
    OIDC_ISSUER: 'https://id.example',
    STET_LIMIT_FRAME_BYTES: '-1',
    STET_LIMIT_FRAMES: '1',
  })
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'PORT',
    'DATABASE_URL',
    'STET_ROLE',
    'NEXTAUTH_SECRET',
    'STET_DEMO',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'STET_LIMIT_FRAME_BYTES',
    'STET_LIMIT_FRAMES',
  ])
})

test('[OP-4a] no secret has a default', () => {
  expect(faultsOf({ DATABASE_URL: COMPLETE.DATABASE_URL })).toEqual(['NEXTAUTH_SECRET is required'])
  expect(faultsOf({ ...COMPLETE, NEXTAUTH_SECRET: 'short' })).toEqual([expect.stringContaining('NEXTAUTH_SECRET must have at least 32 characters')])
})

test('[OP-4b] an empty value counts as absent', () => {
  expect(parseEnv({ ...COMPLETE, PORT: '', STET_PUBLIC_URL: '' })).toMatchObject({ PORT: 3000, STET_PUBLIC_URL: 'http://127.0.0.1:3000' })
})

test('[OP-4c] each limit can be set by its variable, and keeps its default otherwise', () => {
  expect(parseEnv({ ...COMPLETE, STET_LIMIT_SOCKETS_PER_USER: '3' }).limits).toEqual({ ...DEFAULT_LIMITS, ...DEFAULT_EVIDENCE_LIMITS, socketsPerUser: 3 })
})

test('[OP-5] with a public address only that origin is trusted; without one, this machine under its names', () => {
  expect(parseEnv({ ...COMPLETE, STET_PUBLIC_URL: 'https://desk.example/' })).toMatchObject({
    STET_PUBLIC_URL: 'https://desk.example',
    origins: ['https://desk.example'],
  })
  expect(parseEnv({ ...COMPLETE, PORT: '4000' }).origins).toEqual(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])
  expect(parseEnv({ ...COMPLETE, HOST: '10.0.0.5' }).origins).toEqual(['http://10.0.0.5:3000'])
})
