/** Whose each Yjs client id of one document is, as far as this room knows; the database has the last word (CO-8b). */
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { Rate } from './rate.ts'

/** Owner of the server's own id; no user is called so. */
const SERVER = 'server'
const MINUTE_MS = 60_000

export class ClientIds {
  private readonly owners = new Map<number, string>([[SERVER_CLIENT_ID, SERVER]])
  private readonly announcements = new Map<string, Rate>()
  private readonly perMinute: number

  constructor({ announcedPerMinute }: { announcedPerMinute: number }) {
    this.perMinute = announcedPerMinute
  }

  ownerOf(clientId: number): string | null {
    return this.owners.get(clientId) ?? null
  }

  isForeign(clientId: number, userId: string): boolean {
    return (this.owners.get(clientId) ?? userId) !== userId
  }

  /** The database holds it bound so; whoever was first keeps it. */
  bind(clientId: number, userId: string): void {
    if (!this.owners.has(clientId)) this.owners.set(clientId, userId)
  }

  /** The database says otherwise than we thought. */
  correct(clientId: number, userId: string): void {
    if (clientId !== SERVER_CLIENT_ID) this.owners.set(clientId, userId)
  }

  mayAnnounce(userId: string, now: number): boolean {
    const rate = this.announcements.get(userId) ?? new Rate({ perPeriod: this.perMinute, periodMs: MINUTE_MS, now })
    this.announcements.set(userId, rate)
    return rate.take(now)
  }
}
