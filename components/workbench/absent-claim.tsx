'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useEffect } from 'react'
import { z } from 'zod'
import { useClaims, useClaimsContext, useTyped } from '#components/claims/claims-context.tsx'
import { useAnswer } from '#components/claims/use-answer.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { Time } from '#components/ui/time.tsx'
import { call } from '#lib/client/api.ts'
import { KeptText } from './trouble.tsx'

/** What the API says of a claim that has left its article (CL-6o). */
const removedSchema = z.object({
  number: z.number(),
  wording: z.string(),
  removedAt: z.string(),
  mergedIntoId: z.string().nullable(),
  removedBy: z.string().nullish(),
  reason: z.string().optional(),
})
type Removed = z.output<typeof removedSchema>

interface AbsentClaimProps {
  claimId: string
  onChoose: (claimId: string) => void
  onClose: () => void
}

/**
 * The claim of the address, or the one that was open until now, where this article has it no more, or never had: says
 * what became of it, and keeps what was typed about it. Nothing is shown before the server has said which.
 */
export function AbsentClaim({ claimId, onChoose, onClose }: AbsentClaimProps) {
  const t = useTranslations('workbench.absent')
  const { store, articleId } = useClaimsContext()
  const typed = useTyped(claimId)
  const answer = useAnswer((signal) => call('GET', '/claims/{id}', { params: { id: claimId }, signal }))
  const found = answer !== null && 'value' in answer ? answer.value : null
  // It was tagged a moment ago, and this page has not heard of it yet.
  useEffect(() => {
    if (found?.articleId === articleId) void store.refresh()
  }, [found, articleId, store])
  if (answer === null || found?.articleId === articleId) return null
  const problem = 'problem' in answer ? answer.problem : null
  const removed = removedSchema.safeParse(problem?.members).data
  const isUnknown = problem?.code === 'not-found' || problem?.code === 'invalid-input'
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        removed
          ? t(removed.mergedIntoId === null ? 'removedTitle' : 'mergedTitle', { number: removed.number })
          : found
            ? t('elsewhereTitle')
            : isUnknown
              ? t('unknownTitle')
              : t('failedTitle')
      }
    >
      <div role="alert" className="flex flex-col gap-4">
        {removed && <Removed removed={removed} onChoose={onChoose} />}
        {found && (
          <>
            <p>{t('elsewhere')}</p>
            <ButtonLink>
              <Link href={`/articles/${found.articleId}?claim=${found.id}`}>{t('openThere', { number: found.number })}</Link>
            </ButtonLink>
          </>
        )}
        {problem && !removed && <p>{isUnknown ? t('unknown') : problem.detail}</p>}
        {typed !== '' && <KeptText title={t('typedTitle')} hint={t('typedHint')} text={typed} />}
      </div>
    </SidePanel>
  )
}

function Removed({ removed: { wording, removedAt, removedBy, reason, mergedIntoId }, onChoose }: { removed: Removed; onChoose: (id: string) => void }) {
  const t = useTranslations('workbench.absent')
  const { articleId } = useClaimsContext()
  const { byId } = useClaims().value
  const into = mergedIntoId === null ? undefined : byId.get(mergedIntoId)
  return (
    <>
      <blockquote dir="auto" className="copy border-l-2 border-line-strong pl-2.5 text-lg leading-snug">
        {wording}
      </blockquote>
      {mergedIntoId === null ? (
        <div>
          <p>{t.rich('removedBy', { name: removedBy ?? t('somebody'), at: () => <Time value={removedAt} /> })}</p>
          <p dir="auto" className="font-medium whitespace-pre-wrap">
            {t('reason', { reason: reason ?? '' })}
          </p>
        </div>
      ) : (
        <p>{t.rich('merged', { at: () => <Time value={removedAt} /> })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {into && (
          <Button size="sm" variant="primary" onClick={() => onChoose(into.id)}>
            {t('openThere', { number: into.number })}
          </Button>
        )}
        <ButtonLink size="sm">
          <Link href={`/articles/${articleId}/record`}>{t('record')}</Link>
        </ButtonLink>
      </div>
    </>
  )
}
