import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { canonicalString, contentHash } from '#lib/editor/canonical.ts'
import { docToJson } from '#lib/editor/ydoc.ts'

export interface Freeze {
  id: string
  articleId: string
  kind: 'created' | 'named' | 'sent_to_checking' | 'signed_off' | 'published' | 'restored' | 'automatic'
  name?: string
  /** The head at which `doc` stands; its document row is locked by this transaction, which also keeps the numbers apart. */
  head: number
  doc: Y.Doc
  userId: string
  at: Date
}

/** RE-8: keeps the copy as it stands, for ever, as canonical text whose hash anyone can compute again. */
export async function freezeVersion(tx: Tx, { id, articleId, kind, name, head, doc, userId, at }: Freeze): Promise<{ versionId: string; contentHash: string }> {
  const json = docToJson(doc)
  const hash = contentHash(json)
  const last = await tx.articleVersion.aggregate({ where: { articleId }, _max: { number: true } })
  await tx.articleVersion.create({
    data: {
      id,
      articleId,
      number: (last._max.number ?? 0) + 1,
      kind,
      name: name ?? null,
      seq: BigInt(head),
      contentHash: hash,
      canonical: canonicalString(json),
      createdById: userId,
      createdAt: at,
    },
  })
  return { versionId: id, contentHash: hash }
}
