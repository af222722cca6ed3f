/**
 * Configuration: the environment, parsed once. Nothing else reads `process.env` (scripts set it up before this
 * is first called). `.env.example` describes each value for the person who hosts Stet.
 */
import { z } from 'zod'
import { DEFAULT_LIMITS as COLLAB_LIMITS, type CollabLimits } from '#lib/collab/limits.ts'
import { DEFAULT_EVIDENCE_LIMITS, type EvidenceLimits } from './evidence-limits.ts'

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']
const EVERY_ADDRESS = ['0.0.0.0', '::']
const ROLES = ['all', 'web', 'collab'] as const
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
const LIMIT = 'STET_LIMIT_'
const DEFAULT_LIMITS: CollabLimits & EvidenceLimits = { ...COLLAB_LIMITS, ...DEFAULT_EVIDENCE_LIMITS }
/** A name, an IPv4 address or an IPv6 one in brackets, with or without a port. */
const HOST_AND_PORT = /^(?:[a-z0-9._-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/
/** The shortest secret that a session may be sealed with, in characters. */
const SECRET_LENGTH = 32

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address such as https://stet.example.org' })

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgresql://user:password@host:5432/stet' }),
  STET_ROLE: z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }).default('all'),
  STET_DATA_DIR: z.string().default('.data'),
  STET_PUBLIC_URL: httpUrl.optional(),
  STET_NEWSROOM: z.string().trim().max(100, 'must have at most 100 characters').optional(),
  NEXTAUTH_SECRET: z.string().min(SECRET_LENGTH, `must have at least ${SECRET_LENGTH} characters: openssl rand -base64 48`),
  STET_DEMO: z
    .enum(['0', '1'], { error: 'must be 0 or 1' })
    .default('0')
    .transform((value) => value === '1'),
  STET_CAPTURE_ALLOW: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ''),
    )
    .pipe(z.array(z.string().regex(HOST_AND_PORT, 'must be hosts parted by commas, such as intranet.example.org or 10.1.2.3:8080'))),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://user:password@host:465' }).optional(),
  SMTP_FROM: z.email('must be an address such as stet@example.org').optional(),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
})

export type Env = Omit<z.infer<typeof schema>, 'STET_PUBLIC_URL'> & {
  /** Where browsers reach this newsroom, without a slash at the end. */
  STET_PUBLIC_URL: string
  /** Origins that a request or socket may come from: the public address; with none given on this machine alone, its other names too. */
  origins: readonly string[]
  /** The defaults of lib/collab/limits.ts and evidence-limits.ts, each replaced by its STET_LIMIT_ variable if set. */
  limits: Readonly<CollabLimits & EvidenceLimits>
}

/** One sentence a fault, each naming its variable. */
export class EnvError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`Stet cannot start with this configuration:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'EnvError'
    this.faults = faults
  }
}

/** Throws EnvError with every fault, not the first. An empty value counts as absent. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  const limits = parseLimits(given)
  const faults = [...(parsed.error?.issues ?? []).map(sentence), ...incompleteOidc(given), ...limits.faults]
  if (!parsed.success || faults.length > 0) throw new EnvError(faults)

  const { STET_PUBLIC_URL, ...rest } = parsed.data
  const host = EVERY_ADDRESS.includes(rest.HOST) ? '127.0.0.1' : rest.HOST
  const publicUrl = (STET_PUBLIC_URL ?? `http://${hostInUrl(host)}:${rest.PORT}`).replace(/\/+$/, '')
  const names = STET_PUBLIC_URL === undefined && LOOPBACK.includes(host) ? LOOPBACK : []
  const origins = new Set([new URL(publicUrl).origin, ...names.map((name) => `http://${hostInUrl(name)}:${rest.PORT}`)])
  return { ...rest, STET_PUBLIC_URL: publicUrl, origins: [...origins], limits: limits.values }
}

const shared = Symbol.for('stet.env')

/** Kept on `globalThis`: Next's bundle and plain Node each load this module. */
export function env(): Env {
  const holder: typeof globalThis & { [shared]?: Env } = globalThis
  holder[shared] ??= parseEnv(process.env)
  return holder[shared]
}

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host)
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.')
  const absent = issue.code === 'invalid_type' && issue.input === undefined
  return `${name} ${absent ? 'is required' : issue.message}`
}

function incompleteOidc(given: Record<string, unknown>): string[] {
  const missing = OIDC.filter((name) => given[name] === undefined)
  if (missing.length === 0 || missing.length === OIDC.length) return []
  return missing.map((name) => `${name} is required when another OIDC_ value is set`)
}

function parseLimits(given: Record<string, string | undefined>): { values: CollabLimits & EvidenceLimits; faults: string[] } {
  const values = { ...DEFAULT_LIMITS }
  const names = new Map(limitNames().map((key) => [variableOf(key), key]))
  const faults: string[] = []
  for (const [name, value] of Object.entries(given)) {
    if (!name.startsWith(LIMIT)) continue
    const key = names.get(name)
    const number = Number(value)
    if (key === undefined) faults.push(`${name} is not a limit that Stet knows; they are ${[...names.keys()].join(', ')}`)
    else if (Number.isSafeInteger(number) && number > 0) values[key] = number
    else faults.push(`${name} must be a whole number above 0`)
  }
  return { values, faults }
}

function limitNames(): (keyof typeof DEFAULT_LIMITS)[] {
  // Object.keys forgets the type of a constant whose keys are all known.
  return Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[]
}

/** socketsPerUser → STET_LIMIT_SOCKETS_PER_USER */
function variableOf(key: string): string {
  return LIMIT + key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}
