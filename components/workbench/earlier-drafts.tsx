'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { type Draft, readDrafts } from '#lib/client/collab/local-copies.ts'
import { KeptText } from './trouble.tsx'

interface EarlierDraftsProps {
  articleId: string
  userId: string
}

/** Words that an earlier visit could not save and that are in no article. */
export function EarlierDrafts({ articleId, userId }: EarlierDraftsProps) {
  const t = useTranslations('workbench.trouble')
  const format = useFormatter()
  const [drafts, setDrafts] = useState<readonly Draft[]>([])
  useEffect(() => {
    let gone = false
    readDrafts({ userId, articleId }).then(
      (found) => !gone && setDrafts(found),
      // A browser that keeps nothing has nothing to show.
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [userId, articleId])
  return drafts.map((draft) => (
    <details key={draft.at} data-tone="warn" className="mb-6 rounded-lg bg-tone-soft p-3">
      <summary className="text-sm font-medium text-tone">{t('draftTitle')}</summary>
      <div className="mt-2">
        <KeptText
          title={t('unsentTitle')}
          hint={t('draftText', { when: format.dateTime(new Date(draft.at), { dateStyle: 'medium', timeStyle: 'short' }) })}
          text={draft.text}
        />
      </div>
    </details>
  ))
}
