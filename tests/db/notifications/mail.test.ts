/** Notices on their way to somebody's mailbox, over a real SMTP server. */
import { pino, type Logger } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SystemContext } from '#lib/services/context.ts'
import type { NotificationKind } from '#lib/domain/notifications.ts'
import { listNotificationChoices } from '#lib/queries/notifications/list-choices.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { chooseNotifications } from '#lib/services/notifications/choose-notifications.ts'
import { takeNotices } from '#lib/services/notifications/mail-notices.ts'
import { markNotificationsRead } from '#lib/services/notifications/mark-read.ts'
import { MAIL_WAIT_MS } from '#lib/services/notifications/queue-mail.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { updateTask } from '#lib/services/tasks/update-task.ts'
import { openMailer } from '#server/jobs/mail/mailer.ts'
import { sendNotices } from '#server/jobs/mail/send-notices.ts'
import { startJobs, type JobHandlers } from '#server/jobs/work.ts'
import { openMailServer, type MailServer } from '#tests/support/mail-server.ts'
import { openNewsroom, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

const publicUrl = 'https://stet.example'

let news: Newsroom
let server: MailServer
let said: string[]
let log: Logger
let checkerId: string

beforeAll(async () => {
  news = await openNewsroom()
  checkerId = news.checker.actor.userId
})
afterAll(() => news.close())
beforeEach(async () => {
  server = await openMailServer()
  said = []
  log = pino({ level: 'warn' }, { write: (line) => said.push(line) })
})
afterEach(async () => {
  await news.db.notification.deleteMany({})
  await news.db.notificationChoice.deleteMany({})
  await news.db.$executeRaw`DELETE FROM pgboss.job`
  await server.close()
})

function later(milliseconds: number): SystemContext {
  return { db: news.db, now: () => new Date(Date.now() + milliseconds), newId: () => crypto.randomUUID() }
}

async function send(after = MAIL_WAIT_MS, url = server.url, userId = checkerId): Promise<void> {
  const mailer = openMailer({ SMTP_URL: url === '' ? undefined : url, SMTP_FROM: undefined, STET_PUBLIC_URL: publicUrl })
  await sendNotices(later(after), userId, { mailer, publicUrl, log })
}

async function assign(articleId: string, quote: string): Promise<string> {
  const claimId = await tag(news.editor, articleId, quote)
  await assignClaim(news.editor, { claimId, assigneeId: checkerId, question: 'Ask the ministry?' })
  return claimId
}

async function jobs(): Promise<string[]> {
  const rows = await news.db.$queryRaw<{ userId: string }[]>`SELECT data ->> 'userId' AS "userId" FROM pgboss.job WHERE name = 'mail.notices'`
  return rows.map(({ userId }) => userId)
}

async function choose(kind: NotificationKind, ways: { inApp?: boolean; byMail?: boolean }): Promise<void> {
  await chooseNotifications(news.checker, { choices: [{ kind, ...ways }] })
}

describe('a mail', () => {
  it('[WO-3c, WO-3f] gathers what happened within three minutes, by article, many claims as one line, with links and nothing of the copy but its headline', async () => {
    const [first, second] = [await news.newArticle(), await news.newArticle()]
    await assign(first, '20 drones')
    await assign(first, 'NATO member')
    const claimId = await assign(second, 'Turkey')
    expect(await jobs()).toEqual([checkerId])
    await send(MAIL_WAIT_MS - 10_000)
    expect(server.received).toEqual([])
    await send()
    await send()
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    const lines = [
      'Hello Cleo Checker,',
      'Grain deal nears',
      '- Ed Editor asked you to check 2 claims',
      `  ${publicUrl}/verification?article=${first}&state=open,reopened,to_confirm,detached,assigned,in_checking,awaiting_second,disputed&assignee=me`,
      'Grain deal nears',
      '- Ed Editor asked you to check claim 1',
      `  ${publicUrl}/articles/${second}?claim=${claimId}`,
      'Choose what you get by mail: https://stet.example/settings#notifications',
    ]
    for (const line of lines) expect(mail?.text).toContain(line)
    expect(mail?.text.match(/Grain deal nears/g)).toHaveLength(2)
    expect(mail?.html).toContain(`<a href="${publicUrl}/articles/${second}?claim=${claimId}">Ed Editor asked you to check claim 1</a>`)
    expect(mail?.headers).toMatchObject({
      from: 'Stet <stet@stet.example>',
      subject: '2 notices from Stet',
      'list-unsubscribe': '<https://stet.example/settings#notifications>',
      'auto-submitted': 'auto-generated',
    })
    for (const part of [mail?.text, mail?.html]) for (const words of ['drones', 'NATO', 'ministry']) expect(part).not.toContain(words)
  })

  it('[WO-3j, WO-3c] names a verdict, says that the words have changed since, and holds none of them', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.checker, articleId, 'has sold 20 drones')
    await choose('verdict', { byMail: true })
    await verify(news.checker2, claimId, 'needs_wording')
    await type(news.reporter, articleId, ['20 drones', '24 drones'])
    await reconcileClaims(news.editor, articleId)
    await send()
    const [mail] = server.received
    expect(mail?.text).toContain('- Carl Checker found that claim 1 needs other words (The words have changed since.)')
    expect(mail?.text).not.toContain('drones')
  })

  it('[WO-3l, WO-3c] says that a check was handed back with a reason, and holds nothing of it', async () => {
    const articleId = await news.newArticle()
    const claimId = await assign(articleId, 'Turkey')
    const { id: taskId } = await news.db.task.findFirstOrThrow({ where: { claimId }, select: { id: true } })
    await updateTask(news.checker, { taskId, state: 'cancelled', reason: 'The minister is my uncle.' })
    await send(MAIL_WAIT_MS, server.url, news.editor.actor.userId)
    const [mail] = server.received
    expect(mail?.text).toContain('- Cleo Checker handed back claim 1: ask somebody else to check it (why is written in Stet)')
    for (const part of [mail?.text, mail?.html]) expect(part).not.toContain('uncle')
  })

  it('[WO-3c] of one notice says it in the subject; a headline cannot be markup or another header', async () => {
    const articleId = await news.newArticle()
    await assign(articleId, 'Turkey')
    await news.db.article.update({ where: { id: articleId }, data: { title: 'A <b>deal</b>\r\nBcc: all@stet.example' } })
    await send()
    const [mail] = server.received
    expect(mail?.headers['subject']).toBe('A <b>deal</b> Bcc: all@stet.example: Ed Editor asked you to check claim 1')
    expect(mail?.headers['bcc']).toBeUndefined()
    expect(mail?.html).toContain('A &lt;b&gt;deal&lt;/b&gt;')
  })

  it('[WO-3c] is not sent of what was read or taken back meanwhile', async () => {
    const articleId = await news.newArticle()
    const claimId = await assign(articleId, '20 drones')
    await markNotificationsRead(news.checker, {})
    await verify(news.checker, claimId)
    await type(news.reporter, articleId, ['20 drones', '30 drones'])
    await reconcileClaims(news.reporter, articleId)
    await type(news.reporter, articleId, ['30 drones', '20 drones'])
    await reconcileClaims(news.reporter, articleId)
    await send()
    expect(server.received).toEqual([])
  })

  it('[WO-3c] does not reach who has left the desk or has no access any more, though it was on its way', async () => {
    await assign(await news.newArticle(), 'Turkey')
    await news.db.deskMember.deleteMany({ where: { userId: checkerId } })
    await send()
    await news.db.deskMember.create({ data: { userId: checkerId, deskId: news.deskId, role: 'checker' } })
    await assign(await news.newArticle(), 'Turkey')
    await news.db.user.update({ where: { id: checkerId }, data: { disabledAt: new Date() } })
    await send()
    await news.db.user.update({ where: { id: checkerId }, data: { disabledAt: null } })
    await send()
    expect(server.received).toEqual([])
  })
})

describe('a mail server in trouble', () => {
  it('[WO-3e] that takes nothing for now is tried again, and the mail goes out once', async () => {
    await assign(await news.newArticle(), 'Turkey')
    server.trouble.message = 451
    await expect(send()).rejects.toThrow('not now')
    expect((await listNotifications(news.checker, { limit: 10 })).unread).toBe(1)
    delete server.trouble.message
    await send(MAIL_WAIT_MS + 120_000)
    await send(MAIL_WAIT_MS + 240_000)
    expect(server.received).toHaveLength(1)
  })

  it('[WO-3e] that is away is tried again', async () => {
    await assign(await news.newArticle(), 'Turkey')
    const { url } = server
    await server.close()
    await expect(send(MAIL_WAIT_MS, url)).rejects.toThrow('ECONNREFUSED')
    expect(await takeNotices(later(MAIL_WAIT_MS + 120_000), checkerId)).toMatchObject({ notices: [{ kind: 'assigned' }] })
    server = await openMailServer()
  })

  it('[WO-3e] that refuses an address for good is not asked again, and the log names the person by id alone', async () => {
    await assign(await news.newArticle(), 'Turkey')
    server.trouble.recipient = 550
    await send()
    delete server.trouble.recipient
    await send(MAIL_WAIT_MS * 2)
    expect(server.received).toEqual([])
    expect(said.join('')).toContain(checkerId)
    expect(said.join('')).not.toContain('@stet.example')
  })

  it('[WO-3e] what a node took that then died is sent by another, and two at once send one mail', async () => {
    await assign(await news.newArticle(), 'Turkey')
    expect(await takeNotices(later(MAIL_WAIT_MS), checkerId)).not.toBeNull()
    await Promise.all([send(), send()])
    expect(server.received).toEqual([])
    await Promise.all([send(MAIL_WAIT_MS + 120_000), send(MAIL_WAIT_MS + 120_000)])
    expect(server.received).toHaveLength(1)
  })

  it('[WO-3e] that nobody has named gets no mail, and neither does it later', async () => {
    await assign(await news.newArticle(), 'Turkey')
    await send(MAIL_WAIT_MS, '')
    await send()
    expect(server.received).toEqual([])
  })

  it('[WO-3c] the job in the queue sends it', async () => {
    await assign(await news.newArticle(), 'Turkey')
    await news.db.$executeRaw`UPDATE pgboss.job SET start_after = now()`
    const mailer = openMailer({ SMTP_URL: server.url, SMTP_FROM: 'desk@stet.example', STET_PUBLIC_URL: publicUrl })
    const mail = ({ userId }: { userId: string }) => sendNotices(later(MAIL_WAIT_MS), userId, { mailer, publicUrl, log })
    const handlers = { 'mail.notices': mail } satisfies Partial<JobHandlers> as unknown as JobHandlers
    const running = startJobs({ databaseUrl: news.url, handlers, log, pollEvery: 0.5 })
    await vi.waitFor(
      () => expect(server.received.map(({ to, headers }) => [to, headers['from']])).toEqual([[expect.stringMatching('@'), 'Stet <desk@stet.example>']]),
      20_000,
    )
    await running.stop(1000)
  })
})

describe('one’s own choice', () => {
  it('[WO-3d] a kind is told in the app, by mail, both or not at all', async () => {
    const articleId = await news.newArticle()
    await choose('assigned', { inApp: false, byMail: true })
    await assign(articleId, 'Turkey')
    expect(await listNotifications(news.checker, { limit: 10 })).toMatchObject({ items: [], unread: 0 })
    // "All as read" is about what is shown.
    await markNotificationsRead(news.checker, {})
    await send()
    expect(server.received).toHaveLength(1)
    await choose('assigned', { inApp: true, byMail: false })
    await assign(articleId, 'NATO')
    await send(MAIL_WAIT_MS * 2)
    expect((await listNotifications(news.checker, { limit: 10 })).unread).toBe(1)
    await choose('assigned', { inApp: false })
    await assign(articleId, 'drones')
    expect(await news.db.notification.count({ where: { userId: checkerId } })).toBe(2)
    await send(MAIL_WAIT_MS * 4)
    expect(server.received).toHaveLength(1)
  })

  it('[WO-3d] counts for a mail that is on its way', async () => {
    await assign(await news.newArticle(), 'Turkey')
    await choose('assigned', { byMail: false })
    await send()
    expect(server.received).toEqual([])
  })

  it('[WO-3d] is one’s own, kind by kind; what one has not chosen is as it comes', async () => {
    const before = await listNotificationChoices(news.checker)
    expect(before).toEqual([
      { kind: 'assigned', inApp: true, byMail: true },
      { kind: 'reopened', inApp: true, byMail: true },
      { kind: 'verdict', inApp: true, byMail: false },
      { kind: 'sign_off_stale', inApp: true, byMail: true },
      { kind: 'sign_off_due', inApp: true, byMail: false },
      { kind: 'published', inApp: true, byMail: false },
      { kind: 'query', inApp: true, byMail: true },
      { kind: 'proposal', inApp: true, byMail: true },
      { kind: 'message', inApp: true, byMail: true },
      { kind: 'evidence', inApp: true, byMail: false },
      { kind: 'legal', inApp: true, byMail: true },
    ])
    await choose('verdict', { byMail: true })
    await choose('verdict', { inApp: false })
    expect(await listNotificationChoices(news.checker)).toEqual(
      before.map((choice) => (choice.kind === 'verdict' ? { kind: 'verdict', inApp: false, byMail: true } : choice)),
    )
    expect(await listNotificationChoices(news.editor)).toEqual(before)
  })
})
