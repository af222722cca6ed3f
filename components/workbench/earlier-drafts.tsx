'use client'

import { Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { dropDraft, type KeptDraft, readDrafts } from '#lib/client/collab/local-copies.ts'
import { Button } from '#components/ui/button.tsx'
import { KeptText } from './trouble.tsx'

interface EarlierDraftsProps {
  articleId: string
  userId: string
}

/** Words that an earlier visit could not save and that are in no article. */
export function EarlierDrafts({ articleId, userId }: EarlierDraftsProps) {
  const t = useTranslations('workbench.trouble')
  const format = useFormatter()
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([])
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

  async function discard(draft: KeptDraft): Promise<void> {
    await dropDraft(draft)
    setDrafts((shown) => shown.filter(({ key }) => key !== draft.key))
  }

  return drafts.map((draft) => (
    <details key={draft.key} data-tone="warn" className="mb-6 rounded-lg bg-tone-soft p-3">
      <summary className="text-sm font-medium text-tone">{t('draftTitle')}</summary>
      <div className="mt-2">
        <KeptText
          title={t('unsentTitle')}
          hint={t('draftText', { when: format.dateTime(new Date(draft.at), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }) })}
          text={draft.text}
          action={
            <Button variant="danger" size="sm" icon={<Trash2 aria-hidden />} onClick={() => void discard(draft)}>
              {t('draftDiscard')}
            </Button>
          }
        />
      </div>
    </details>
  ))
}
