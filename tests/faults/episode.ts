/** One seed: a newsroom at work, everything thrown at it, then quiet, and the judgement. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import type { Pool } from 'pg'
import { createPool } from '#lib/db/pool.ts'
import { openNewsroom, type Newsroom, type Person } from '#tests/collab/support/newsroom.ts'
import { Ledger, type Change } from './ledger.ts'
import { hashOf, judge, readStoredLog } from './oracle.ts'
import { Browser, intrude, typeUntil, visit, type Office, type SignedIn } from './people.ts'
import { Random } from './random.ts'
import { emptyReport, type Report } from './report.ts'
import { throwFaults } from './schedule.ts'
import { VARIANTS, type VariantName } from './variants.ts'
import type { Database } from './world/database.ts'
import type { NodeProcess } from './world/node.ts'
import { insist, World, type Way } from './world/world.ts'

export interface EpisodeOptions {
  database: Database
  seed: number
  seconds: number
  variant: VariantName
  /** Only faults whose name holds this, one at a time. */
  only: string | null
}

const EDITORS = 6
const VISITORS = 3
const SETTLE_MS = 40_000
const CHECK_MS = 1_000
/** CO-7b, and what the harness may be late in noticing, besides what it was kept waiting for the processor. */
const REVOKED_MS = 2_000
const LATE_MS = 300

export async function runEpisode(options: EpisodeOptions): Promise<Report> {
  const episode = new Episode(options)
  try {
    await episode.prepare()
    await episode.run()
    return episode.report
  } finally {
    await episode.end()
  }
}

interface Kill {
  at: number
  /** Who has not been told Saved since, for something typed since. */
  waiting: Set<Browser>
}

class Episode {
  readonly report: Report
  private readonly options: EpisodeOptions
  private readonly world: World
  private readonly ledger = new Ledger()
  private pool: Pool | null = null
  private readonly quiet = new AbortController()
  private readonly browsers = new Map<Browser, Way>()
  private readonly kills: Kill[] = []
  private office: Office | null = null
  private hearsContent = false

  constructor(options: EpisodeOptions) {
    this.options = options
    this.report = emptyReport(options)
    this.world = new World(options.database)
  }

  async prepare(): Promise<void> {
    const { database, variant } = this.options
    await database.ask(`ALTER TABLE document_update ${VARIANTS[variant].folds ? 'DISABLE' : 'ENABLE'} TRIGGER append_only`)
    await this.world.start({ variant, onFault: (what) => this.ledger.see('died', what) })
    this.pool = createPool(await this.world.openDatabase(), { max: 2 })
  }

  async run(): Promise<void> {
    const { seed, seconds, only } = this.options
    if (this.pool === null) throw new Error('not prepared')
    const newsroom = await openNewsroom(this.pool)
    const articleId = await newsroom.writeArticle()
    const office: Office = { articleId, ledger: this.ledger, onSaved: (browser, newest) => this.noteSaved(browser, newest) }
    this.office = office
    await this.seatPeople(newsroom, office)
    const work = [
      this.keepVisiting(office, await this.signIn(await newsroom.hire('reporter'))),
      this.keepIntruding(office, await this.signIn(await newsroom.hire('checker'))),
      this.keepRevoking(office, newsroom),
      this.keepJudging(articleId),
    ]
    const onKill = (victim: NodeProcess | 'database'): void => this.noteKill(victim)
    const faults = await throwFaults({ world: this.world, random: new Random(seed, 'faults'), onKill, only }, { seconds, signal: this.quiet.signal })
    for (const [name, count] of faults) this.report.faults[name] = count
    this.quiet.abort()
    await insist(async () => await this.world.healAll())
    await Promise.all(work)
    if (!this.hearsContent && this.report.revocations > 2) throw new Error('what revoked people are sent was not seen at all')
    await this.settle(office)
    await insist(async () => await this.judgeNow(articleId))
  }

  async end(): Promise<void> {
    this.quiet.abort()
    for (const browser of this.browsers.keys()) browser.leave()
    await this.world.stop()
    await this.pool?.end()
    this.noteSeen()
    if (this.options.database.diedByItself) this.find('died', 'the database ended by itself')
    this.report.edits = { made: this.ledger.changes.length, acknowledged: this.ledger.changes.filter(({ saved }) => saved).length }
  }

  // --- people -------------------------------------------------------------------------------------------------------

  private async signIn({ userId, sessionId, name }: Person): Promise<SignedIn> {
    const token = await encode({ token: { sid: sessionId }, secret: this.world.secret })
    return { userId, sessionId, name, cookie: `next-auth.session-token=${token}` }
  }

  /** Six who write all the time, and one who reads. */
  private async seatPeople(newsroom: Newsroom, office: Office): Promise<void> {
    const { seed } = this.options
    for (let index = 0; index < EDITORS; index++) {
      const random = new Random(seed, `editor ${index}`)
      const way = await this.world.openWay(random)
      const browser = new Browser({ office, person: await this.signIn(await newsroom.hire(index % 2 === 0 ? 'reporter' : 'editor')), url: way.url })
      this.browsers.set(browser, way)
      void typeUntil(browser, { name: `e${index}`, random, signal: this.quiet.signal })
    }
    const way = await this.world.openWay(new Random(seed, 'reader'))
    this.browsers.set(new Browser({ office, person: await this.signIn(await newsroom.hire('checker')), url: way.url }), way)
  }

  private async keepVisiting(office: Office, person: SignedIn): Promise<void> {
    const { seed } = this.options
    const visitors = Array.from({ length: VISITORS }, async (_, index) => {
      const random = new Random(seed, `visitor ${index}`)
      const { url } = await this.world.openWay(random)
      for (let count = 0; !this.quiet.signal.aborted; count++) await visit({ office, person, url, word: `v${index}.${count}`, random })
    })
    await Promise.all(visitors)
  }

  private async keepIntruding(office: Office, person: SignedIn): Promise<void> {
    const random = new Random(this.options.seed, 'intruder')
    this.ledger.readers.add(person.userId)
    for (let count = 0; !this.quiet.signal.aborted; count++) {
      await sleep(random.between(500, 2_500))
      const [watching] = [...this.browsers.keys()].filter(({ isSynced }) => isSynced)
      const url = this.world.directUrl(random.pick(this.world.nodes))
      if (watching !== undefined) await intrude({ office, person, url, watching: watching.session.doc, word: `r.${count}`, hidden: random.chance(0.5) })
    }
  }

  /** Signs in, writes on both nodes at once, and is signed out from elsewhere in the middle of it; again and again. */
  private async keepRevoking(office: Office, newsroom: Newsroom): Promise<void> {
    const random = new Random(this.options.seed, 'revoked')
    for (let round = 0; !this.quiet.signal.aborted; round++) {
      const leaver = await insist(async () => await this.signIn(await newsroom.hire('editor', `leaver ${round}`)))
      await this.revokeInMidWork(office, leaver, { round, random })
    }
  }

  private async revokeInMidWork(office: Office, person: SignedIn, { round, random }: { round: number; random: Random }): Promise<void> {
    let revokedAt = Infinity
    const loop = monitorEventLoopDelay()
    const onContent = (): void => {
      this.hearsContent = true
      const after = performance.now() - revokedAt
      if (after > REVOKED_MS + LATE_MS + loop.max / 1e6)
        this.ledger.see('told-too-much', `${person.name} was sent something ${Math.round(after)} ms after their session was revoked`)
    }
    const done = new AbortController()
    const tabs = this.world.nodes.map((node) => new Browser({ office, person, url: this.world.directUrl(node), onContent }))
    tabs.forEach(
      (browser, index) =>
        void typeUntil(browser, { name: `x${round}.${index}`, random: new Random(this.options.seed, `revoked ${round} ${index}`), signal: done.signal }),
    )
    await sleep(random.between(1_500, 5_000))
    const committedAt = await insist(async () => await this.revoke(person, random.chance(0.5)))
    this.ledger.revocations.push({ userId: person.userId, committedAt })
    revokedAt = performance.now()
    loop.enable()
    await sleep(REVOKED_MS + random.between(1_500, 3_000))
    done.abort()
    loop.disable()
    tabs.forEach((browser) => browser.leave())
    this.report.revocations += 1
  }

  /** As signing out elsewhere does it; now and then its notice is lost, and only the poll can find it. */
  private async revoke({ sessionId, userId }: SignedIn, isHeard: boolean): Promise<Date> {
    const { database } = this.options
    await database.ask('UPDATE session SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL', [sessionId])
    const [row] = await database.ask<{ at: Date }>(
      isHeard ? "SELECT clock_timestamp() AS at, pg_notify('stet_access', $1)::text" : 'SELECT clock_timestamp() AS at, $1::text',
      [userId],
    )
    if (row === undefined) throw new Error('the database has no clock')
    return row.at
  }

  // --- what is found ------------------------------------------------------------------------------------------------

  private async keepJudging(articleId: string): Promise<void> {
    while (!this.quiet.signal.aborted) {
      await sleep(CHECK_MS)
      this.noteSeen()
      // The database is away half of the time: then the next check sees it.
      await this.judgeNow(articleId).catch(() => undefined)
      if (this.report.findings.some(({ kind }) => VARIANTS[this.options.variant].shows.includes(kind))) this.quiet.abort()
    }
  }

  private async judgeNow(articleId: string): Promise<void> {
    const { database, variant } = this.options
    const told = this.ledger.changes.filter(({ saved }) => saved)
    const log = await readStoredLog(database.url, articleId, VARIANTS[variant])
    for (const { kind, detail } of judge(log, this.ledger, told)) this.find(kind, detail)
    log.doc.destroy()
  }

  private noteSeen(): void {
    for (const { kind, detail } of this.ledger.seen) this.find(kind, detail)
  }

  private find(kind: Report['findings'][number]['kind'], detail: string): void {
    if (this.report.findings.some((found) => found.kind === kind && found.detail === detail)) return
    this.report.findings.push({ kind, detail, atSecond: Math.round((performance.now() - this.report.startedAt) / 100) / 10 })
  }

  /** Everybody saved, and one content everywhere: in each tab, on each node, and in the log. */
  private async settle(office: Office): Promise<void> {
    const { database, variant } = this.options
    for (const { end } of this.browsers.keys()) if (end !== null) this.ledger.see('sent-away', end)
    const staying = [...this.browsers.keys()].filter(({ end }) => end === null)
    const [reader] = staying.map(({ person }) => person)
    if (reader === undefined) return
    const fresh = this.world.nodes.map((node) => ({ name: node.name, browser: new Browser({ office, person: reader, url: this.world.directUrl(node) }) }))
    const everybody = [...staying.map((browser) => ({ name: browser.person.name, browser })), ...fresh]
    const end = Date.now() + SETTLE_MS
    let apart: string[] = []
    do {
      await sleep(200)
      const log = await readStoredLog(database.url, office.articleId, VARIANTS[variant]).catch(() => null)
      if (log === null) continue
      const hash = hashOf(log.doc)
      apart = everybody.flatMap(({ name, browser }) => apartness(name, browser, hash))
    } while (apart.length > 0 && Date.now() < end)
    for (const what of apart) this.find('diverged', what)
    for (const { browser } of fresh) browser.leave()
  }

  // --- kills and what follows them ----------------------------------------------------------------------------------

  private noteKill(victim: NodeProcess | 'database'): void {
    this.report.kills += 1
    const hit = [...this.browsers]
      .filter(([browser, way]) => browser.end === null && (victim === 'database' || way.node() === victim))
      .map(([browser]) => browser)
    this.kills.push({ at: performance.now(), waiting: new Set(hit) })
  }

  private noteSaved(browser: Browser, newest: Change): void {
    for (const { at, waiting } of this.kills) {
      if (newest.madeAt > at && waiting.delete(browser)) this.report.nextAcknowledgementMs.push(Math.round(performance.now() - at))
    }
  }
}

function apartness(name: string, browser: Browser, hash: string): string[] {
  if (!browser.isSynced) return [`${name} does not come back`]
  if (!browser.isSaved) return [`${name} has edits that are never saved`]
  return hashOf(browser.session.doc) === hash ? [] : [`${name} holds another content than the log`]
}
