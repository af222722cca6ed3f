'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ArticleDto, UpdateArticleInput } from '#lib/api/schemas/articles.ts'
import { call } from '#lib/client/api.ts'
import { MOVABLE_STAGES } from '#lib/domain/articles/stages.ts'
import { ReasonDialog } from '#components/claims/reason-dialog.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { useRefresh } from '#components/shell/use-refresh.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'

interface StageControlsProps {
  article: Pick<ArticleDto, 'id' | 'stage' | 'legalFlag' | 'abilities'>
  /** By the article's own flag, or by that of a claim in it. */
  legalRequired: boolean
}

/** What people say about an article beside its copy: how far it is, and whether legal must read it. */
export function StageControls({ article, legalRequired }: StageControlsProps) {
  const t = useTranslations('review.stage')
  const { refreshing, refresh } = useRefresh()
  const action = useAction({ report: 'toast' })
  const next = MOVABLE_STAGES.filter((stage) => stage !== article.stage)
  const [asking, setAsking] = useState(false)
  const { flagLegal, unflagLegal } = article.abilities
  const movable = article.abilities.moveStage && article.stage !== 'withdrawn'

  async function update(body: UpdateArticleInput): Promise<void> {
    await action.run(async () => {
      await call('PATCH', '/articles/{id}', { params: { id: article.id }, body })
    })
    refresh()
  }

  return (
    <div className="flex flex-col gap-3">
      {movable && (
        <div className="flex flex-wrap gap-2">
          {next.map((stage) => (
            <Button key={stage} size="sm" busy={action.busy || refreshing} onClick={() => void update({ stage })}>
              {t(`move.${stage}`)}
            </Button>
          ))}
        </div>
      )}
      {flagLegal ? (
        <Checkbox
          checked={article.legalFlag}
          disabled={action.busy || refreshing || (article.legalFlag && !unflagLegal)}
          onCheckedChange={(legalFlag) => (legalFlag ? void update({ legalFlag }) : setAsking(true))}
          label={t('legal')}
          hint={t(legalRequired && !article.legalFlag ? 'legalByClaim' : article.legalFlag && !unflagLegal ? 'legalHeld' : 'legalHint')}
        />
      ) : (
        <p className="text-sm text-muted">{t(legalRequired ? 'legalNeeded' : 'legalNotNeeded')}</p>
      )}
      {asking && (
        <ReasonDialog
          title={t('noLegalTitle')}
          description={t('noLegalText')}
          confirm={t('noLegalConfirm')}
          onClose={() => setAsking(false)}
          act={async (reason) => {
            await call('PATCH', '/articles/{id}', { params: { id: article.id }, body: { legalFlag: false, reason } })
            refresh()
          }}
        />
      )}
    </div>
  )
}
