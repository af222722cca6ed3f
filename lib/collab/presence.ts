/**
 * Who is in the document and where their cursor stands (CO-7). A client says only its cursor; name, role and
 * colour come from its session, the clock from the server, and it has one state, under the one client id that
 * its socket first named. What clients say about others is dropped: y-websocket's provider honestly repeats what
 * it was told, so that is no attack.
 */
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding'
import { z } from 'zod'
import { ROLES } from '#lib/policies/actor.ts'
import type { CollabLimits } from './limits.ts'

/** Readable on white and on ink; the index is what is stored with a person. */
export const PRESENCE_COLORS = ['#1d6fb8', '#b3412e', '#2e7d4f', '#8a4fae', '#a8660a', '#0f7c85', '#b0306a', '#5b6470'] as const

export function presenceColor(index: number): string {
  return PRESENCE_COLORS[Math.abs(index) % PRESENCE_COLORS.length] ?? PRESENCE_COLORS[0]
}

const yjsId = z.strictObject({ client: z.int().min(0), clock: z.int().min(0) })
const relativePosition = z.strictObject({
  type: yjsId.nullish(),
  tname: z.string().max(64).nullish(),
  item: yjsId.nullish(),
  assoc: z.int().min(-1).max(1).optional(),
})
const cursorSchema = z.strictObject({ anchor: relativePosition, head: relativePosition })
export type Cursor = z.infer<typeof cursorSchema>

/** Shown to the others as `user` in the awareness state. */
const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The person's first role on the article's desk. */
  role: z.enum(ROLES).nullable(),
  /** Index into the interface's palette. */
  colorIndex: z.int(),
  /** The same colour as `#rrggbb`, for the editor's caret. */
  color: z.string(),
})
export type PresenceUser = z.infer<typeof userSchema>

/** Nodes tell each other these. */
export const presenceEntrySchema = z.object({
  clientId: z.int().min(0),
  /** Set by the server, from its clock, so that it rises across nodes and restarts. */
  clock: z.int().min(0),
  /** null: has left. */
  state: z.object({ user: userSchema, cursor: cursorSchema.nullable() }).nullable(),
})
export type PresenceEntry = z.infer<typeof presenceEntrySchema>

/** What a client says: any JSON object, of which only `cursor` is looked at. null: it leaves. */
const statedSchema = z.object({ cursor: z.unknown().optional() }).nullable()

export type StatedPresence = { clientId: number; cursor: Cursor | null; leaves: boolean }

/**
 * The sender's own entry of an awareness message: the one of `ownId`, or when that is not known yet the first.
 * null when it says nothing about itself; `malformed` when the bytes are not an awareness message.
 */
export function readOwnPresence(
  payload: Uint8Array,
  ownId: number | null,
  limits: Pick<CollabLimits, 'presenceEntries' | 'cursorBytes'>,
): StatedPresence | null | 'malformed' {
  try {
    const decoder = createDecoder(payload)
    const size = readVarUint(decoder)
    if (size > limits.presenceEntries || size * 3 > payload.length) return 'malformed'
    for (let i = 0; i < size; i++) {
      const clientId = readVarUint(decoder)
      readVarUint(decoder)
      const json = readVarString(decoder)
      if (ownId === null || clientId === ownId) return readState(clientId, json, limits.cursorBytes)
    }
    return null
  } catch {
    return 'malformed'
  }
}

/** A cursor that is too large or not of the editor's form is left out: the person is still shown as present. */
function readState(clientId: number, json: string, cursorBytes: number): StatedPresence | 'malformed' {
  if (clientId >= 2 ** 32) return 'malformed'
  if (json.length > 4 * cursorBytes) return { clientId, cursor: null, leaves: false }
  const stated = statedSchema.safeParse(JSON.parse(json))
  if (!stated.success) return 'malformed'
  if (stated.data === null) return { clientId, cursor: null, leaves: true }
  const cursor = cursorSchema.nullish().safeParse(stated.data.cursor)
  const fits = cursor.success && JSON.stringify(cursor.data ?? null).length <= cursorBytes
  return { clientId, cursor: fits ? (cursor.data ?? null) : null, leaves: false }
}

export function encodePresence(entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    writeVarUint(encoder, clientId)
    writeVarUint(encoder, clock)
    writeVarString(encoder, JSON.stringify(state))
  }
  return toUint8Array(encoder)
}
