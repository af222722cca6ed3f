/** What a writer may do and a newsroom has to survive: AT-29. */
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { createDb } from '#lib/db/client.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { restoreVersion } from '#lib/services/articles/restore-version.ts'
import { contextOf } from '#tests/support/factories.ts'
import { headersOf, openRaw, waitFor } from '../support/clients.ts'
import { edit } from '../support/forge.ts'
import { copyOf, textOf } from '../support/newsroom.ts'
import { setStage } from '../support/stage.ts'
import { startServer } from '../support/server.ts'

const stage = setStage()

describe('everything deleted by one small update', () => {
  it('[AT-29, CO-8] is in a version to the last key, and one restore brings it back to everybody', async () => {
    const { newsroom, database } = stage
    const db = createDb(database.url)
    const deps = { db, now: () => new Date(), newId: () => crypto.randomUUID() }
    const server = await startServer(database.url, { onCommitted: async (articleId) => void (await reconcileClaims(deps, articleId)) })
    try {
      const articleId = await newsroom.writeArticle()
      const reporter = await newsroom.hire('reporter')
      const honest = await stage.open(articleId, reporter, server)
      copyOf(honest.doc).insert(0, 'Putin met Erdogan and Raisi in Tehran, where they spoke of grain')
      expect((await honest.mark(1)).type).toBe('saved')
      await waitFor(async () => (await db.document.findUnique({ where: { articleId }, select: { historySeq: true } }))?.historySeq === 2n)
      copyOf(honest.doc).insert(0, 'Last words. ')
      expect((await honest.mark(2)).type).toBe('saved')
      const stood = textOf(honest.doc)

      const vandal = await openRaw(`${server.url}/${articleId}`, headersOf(await newsroom.hire('editor')))
      const everything = edit(Y.encodeStateAsUpdate(honest.doc), (doc) => copyOf(doc).delete(0, copyOf(doc).length))
      expect(everything.length).toBeLessThan(32)
      vandal.send(encodeSync(SYNC.update, everything))
      vandal.send(encodeNotice({ type: 'mark', n: 1 }))
      await waitFor(() => textOf(honest.doc) !== stood)
      const kept = async () => await db.articleVersion.findFirst({ where: { articleId, kind: 'automatic' } })
      await waitFor(async () => (await kept()) !== null, 'a version to be kept')
      vandal.ws.terminate()

      const actor: Actor = {
        userId: reporter.userId,
        name: reporter.name,
        isAdmin: false,
        roles: { [newsroom.deskId]: ['reporter'] },
        sessionId: reporter.sessionId,
        scopes: null,
      }
      await restoreVersion(contextOf(db, actor), { versionId: (await kept())?.id ?? '' })
      await waitFor(() => textOf(honest.doc) === stood, 'the words to be back on the screen')
      copyOf(honest.doc).insert(0, 'And on. ')
      expect((await honest.mark(3)).type).toBe('saved')
      expect(await newsroom.logCopy(articleId)).toBe(copyOf(honest.doc).toString())
      expect(server.errors).toEqual([])
    } finally {
      await server.stop()
      await db.$disconnect()
    }
  })
})
