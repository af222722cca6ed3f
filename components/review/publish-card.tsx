'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import type { GateDto, ReviewDto } from '#lib/api/schemas/review.ts'
import { useArticleNow } from '#components/shell/article-now.tsx'
import { useRefresh } from '#components/shell/use-refresh.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { isLifted } from './blockers-of.ts'
import { PublishDialog, type PublishAct } from './publish-dialog.tsx'

interface PublishCardProps {
  article: ArticleDto
  gate: GateDto
  signOffs: ReviewDto['signOffs']
  /** What readers have; absent where they have nothing. */
  publishedVersionId?: string | null
}

/** Sends the approved wording to readers, corrects what they have, or takes it back. */
export function PublishCard({ article: given, gate, signOffs, publishedVersionId = null }: PublishCardProps) {
  const t = useTranslations('review.publish')
  const [act, setAct] = useState<PublishAct | null>(null)
  const { refreshing, refresh } = useRefresh()
  const article = useArticleNow(given)
  const { abilities } = article
  const isOut = article.stage === 'published' || article.stage === 'corrected'
  const changed = article.publishedContentHash !== article.contentHash
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="text-sm text-muted">
        {t.rich(state({ isOut, changed, stage: article.stage, publishable: gate.publishable }), {
          hash: () => <Fingerprint hash={article.contentHash} />,
          published: () => <Fingerprint hash={article.publishedContentHash ?? article.contentHash} />,
          count: gate.blockers.length,
        })}
      </p>
      {article.publicUrl !== null && (
        <ButtonLink>
          <a href={article.publicUrl}>
            <ExternalLink aria-hidden />
            {t('open')}
          </a>
        </ButtonLink>
      )}
      {!isOut && article.stage !== 'withdrawn' && abilities.publish && (
        <Button busy={refreshing} variant="primary" disabled={!gate.publishable} onClick={() => setAct('publish')}>
          {t('publish')}
        </Button>
      )}
      {!isOut && article.stage !== 'withdrawn' && abilities.breakGlass && onlyFinalMissing(gate) && (
        <Button busy={refreshing} variant="danger" onClick={() => setAct('breakGlass')}>
          {t('breakGlass')}
        </Button>
      )}
      {isOut && changed && abilities.correct && (
        <Button busy={refreshing} variant="primary" disabled={!gate.publishable} onClick={() => setAct('correct')}>
          {t('correct')}
        </Button>
      )}
      {isOut && abilities.withdraw && (
        <Button busy={refreshing} variant="danger" onClick={() => setAct('withdraw')}>
          {t('withdraw')}
        </Button>
      )}
      {act !== null && (
        <PublishDialog
          act={act}
          article={given}
          signedVersionId={versionOf(signOffs, given)}
          publishedVersionId={publishedVersionId}
          refresh={refresh}
          onClose={() => setAct(null)}
        />
      )}
    </div>
  )
}

/** The version that the text on the page is kept as: what has changed is compared with it. */
function versionOf(signOffs: ReviewDto['signOffs'], { contentHash }: ArticleDto): string | null {
  return signOffs.find((signOff) => signOff.contentHash === contentHash)?.versionId ?? null
}

function state({ isOut, changed, stage, publishable }: { isOut: boolean; changed: boolean; stage: ArticleDto['stage']; publishable: boolean }) {
  if (stage === 'withdrawn') return 'withdrawn'
  if (isOut) return changed ? 'outChanged' : 'out'
  return publishable ? 'clear' : 'blocked'
}

function onlyFinalMissing(gate: GateDto): boolean {
  return !gate.publishable && gate.blockers.every(isLifted)
}
