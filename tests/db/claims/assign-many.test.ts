import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { connect } from '#lib/db/pool.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listNotifications } from '#lib/queries/notifications/list-notifications.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { assignClaims } from '#lib/services/tasks/assign-claims.ts'
import { acts, openNewsroom, refusal, tag, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const WORDS = ['second since Russian forces', 'Turkey, a NATO member', 'sold 20 drones', 'nations of the world', 'the programme']

async function tagAll(articleId: string): Promise<string[]> {
  const ids: string[] = []
  for (const words of WORDS) ids.push(await tag(news.editor, articleId, words))
  return ids
}

const asked = (claimIds: readonly string[], more: object = {}) => ({
  assigneeId: news.checker.actor.userId,
  claims: claimIds.map((claimId) => ({ claimId })),
  ...more,
})

describe('many claims given to one person', () => {
  it('[WO-2k] are assigned with question, due time and second check, each in the record', async () => {
    const [first, second] = [await news.newArticle(), await news.newArticle()]
    const ids = [...(await tagAll(first)), ...(await tagAll(second))]
    const dueAt = '2030-01-01T10:00:00.000Z'
    const claims = ids.map((claimId, index) => ({ claimId, ...(index === 0 && { dueAt }) }))
    const { assigned, refused } = await assignClaims(news.editor, { ...asked([]), claims, question: 'Is it so?', secondCheck: true })
    expect([assigned.map(({ claimId }) => claimId), refused]).toEqual([ids, []])
    for (const [index, id] of ids.entries())
      expect(await getClaim(news.editor, id)).toMatchObject({
        state: 'assigned',
        secondCheck: true,
        tasks: [
          { id: assigned[index]?.taskId, question: 'Is it so?', dueAt: index === 0 ? dueAt : null, assignee: { name: 'Cleo Checker' }, secondCheck: true },
        ],
      })
    for (const articleId of [first, second]) expect((await acts(news.db, articleId)).filter((act) => act === 'task.assigned')).toHaveLength(WORDS.length)
  })

  it('[WO-2k] what cannot be assigned is named with the reason, and the rest is done', async () => {
    const articleId = await news.newArticle()
    const [already = '', gone = '', ...others] = await tagAll(articleId)
    await assignClaim(news.editor, { claimId: already, assigneeId: news.checker.actor.userId })
    await removeClaim(news.editor, { claimId: gone, reason: 'No claim.' })
    const elsewhere = await withdrawn()
    const unknown = randomUUID()
    const { assigned, refused } = await assignClaims(news.editor, asked([already, gone, ...others, elsewhere, unknown, others[0] ?? '']))
    expect(assigned.map(({ claimId }) => claimId)).toEqual(others)
    expect(refused.map(({ claimId, code }) => [claimId, code])).toEqual([
      [already, 'conflict'],
      [gone, 'not-found'],
      [elsewhere, 'stage'],
      [unknown, 'not-found'],
    ])
    expect(refused[0]?.reason).toContain('asked to check this already')
    expect((await getClaim(news.editor, already)).tasks).toHaveLength(1)
  })

  it('[WO-2k] is refused as a whole where nothing could be assigned for one reason', async () => {
    const articleId = await news.newArticle()
    const ids = await tagAll(articleId)
    const codeOf = async (act: Promise<unknown>) => (await refusal(act)).code
    expect(await codeOf(assignClaims(news.reporter, asked(ids)))).toBe('forbidden')
    expect(await codeOf(assignClaims(news.stranger, asked(ids)))).toBe('not-found')
    expect(await refusal(assignClaims(news.editor, { ...asked(ids), assigneeId: news.reporter.actor.userId }))).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'assigneeId' }],
    })
    expect(await acts(news.db, articleId)).not.toContain('task.assigned')
    await assignClaims(news.editor, asked(ids))
    expect(await codeOf(assignClaims(news.editor, asked(ids)))).toBe('conflict')
  })

  it('[WO-2k, WO-3f] tells pages of the article once, and the person once, with one mail', async () => {
    const articleId = await news.newArticle()
    const ids = await tagAll(articleId)
    const heard: string[] = []
    const client = await listen(heard)
    await assignClaims(news.editor, asked(ids, { assigneeId: news.checker2.actor.userId }))
    await news.db.$executeRaw`SELECT pg_notify('stet_review', 'last')`
    await expect.poll(() => heard.includes('stet_review last')).toBe(true)
    await client.end()
    const { userId } = news.checker2.actor
    expect(heard.filter((line) => line === `stet_review ${articleId}`)).toHaveLength(1)
    expect(heard.filter((line) => line === `stet_notice ${userId}`)).toHaveLength(1)
    const { items } = await listNotifications(news.checker2, { limit: 100 })
    expect(items.filter(({ article }) => article.id === articleId).map(({ kind, count }) => [kind, count])).toEqual([['assigned', WORDS.length]])
    const mails = await news.db.notification.groupBy({ by: ['mailAfter'], where: { userId, articleId } })
    expect(mails).toHaveLength(1)
  })
})

async function withdrawn(): Promise<string> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, 'Turkey')
  await news.db.article.update({ where: { id: articleId }, data: { stage: 'withdrawn' } })
  return claimId
}

async function listen(heard: string[]) {
  const client = await connect(news.url, 'test')
  client.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`))
  await client.query('LISTEN stet_review; LISTEN stet_notice')
  return client
}
