/**
 * What changes, to the pages that are open: one LISTEN connection a process, and an event stream a page (WO-4).
 * An event says that something changed and never what: the page asks for it, with the rights of that moment.
 * Kept on `globalThis`: Next's bundle and plain Node each load this module.
 */
import { db } from '#lib/db/client.ts'
import { Listener } from '#lib/db/listener.ts'
import { env } from '#lib/env/env.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { desksOf } from '#lib/queries/review/load-article.ts'
import { log } from './log.ts'

/** `hello`: from here on nothing is missed. `notice`: what the person is told of. `change`: something they can see. */
export type LiveEvent = 'hello' | 'notice' | 'change'

export interface Ear {
  actor: Actor
  hear: (event: LiveEvent) => void
  /** The rights have changed: the page has to come again. */
  close: () => void
}

const CHANNELS = ['stet_review', 'stet_access', 'stet_notice'] as const
type Channel = (typeof CHANNELS)[number]

/** Streams of one person that are open at once. */
const MAX_EARS = 20
/** Articles whose desk is remembered; it never changes. */
const MAX_DESKS = 10_000

class Live {
  private readonly ears = new Set<Ear>()
  private readonly desks = new Map<string, string>()
  private listener: Listener<Channel> | null = null

  /** False when the person has too many open already. */
  add(ear: Ear): boolean {
    const { userId } = ear.actor
    if ([...this.ears].filter(({ actor }) => actor.userId === userId).length >= MAX_EARS) return false
    this.ears.add(ear)
    if (this.listener?.isListening === true) ear.hear('hello')
    this.listener ??= this.listen()
    return true
  }

  remove(ear: Ear): void {
    this.ears.delete(ear)
  }

  async close(): Promise<void> {
    for (const { close } of this.ears) close()
    this.ears.clear()
    await this.listener?.stop()
    this.listener = null
  }

  private listen(): Listener<Channel> {
    const { DATABASE_URL, limits } = env()
    return new Listener({
      channels: CHANNELS,
      applicationName: 'stet-live',
      databaseUrl: DATABASE_URL,
      log: log(),
      limits,
      onNotice: (channel, payload) => void this.pass(channel, payload).catch((error: unknown) => log().warn({ err: error }, 'a change was not passed on')),
      onListening: () => this.tell('hello', () => true),
    })
  }

  private async pass(channel: Channel, payload: string): Promise<void> {
    switch (channel) {
      case 'stet_notice':
        return this.tell('notice', ({ userId }) => userId === payload)
      case 'stet_access':
        for (const ear of this.ears) if (ear.actor.userId === payload) ear.close()
        return this.tell('change', (actor) => can(actor, 'people.manage', {}))
      case 'stet_review': {
        const [articleId = '', ...only] = payload.split(':')
        const deskId = await this.deskOf(articleId)
        return this.tell('change', (actor) => deskId !== null && desksOf(actor).includes(deskId) && (only.length === 0 || only.includes(actor.userId)))
      }
    }
  }

  private tell(event: LiveEvent, concerns: (actor: Actor) => boolean): void {
    for (const ear of this.ears) if (concerns(ear.actor)) ear.hear(event)
  }

  private async deskOf(articleId: string): Promise<string | null> {
    const known = this.desks.get(articleId)
    if (known !== undefined) return known
    const article = await db().article.findUnique({ where: { id: articleId }, select: { deskId: true } })
    if (!article) return null
    if (this.desks.size >= MAX_DESKS) this.desks.clear()
    this.desks.set(articleId, article.deskId)
    return article.deskId
  }
}

const shared = Symbol.for('stet.live')
const holder: typeof globalThis & { [shared]?: Live } = globalThis

export function live(): Pick<Live, 'add' | 'remove' | 'close'> {
  return (holder[shared] ??= new Live())
}
