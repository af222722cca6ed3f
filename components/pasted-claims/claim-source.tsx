import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { ClaimSourceDto } from '#lib/api/schemas/pasted-claims.ts'

/** The claim that words were copied from, where it stands, and the way to it. */
export function ClaimSource({ source, here }: { source: ClaimSourceDto; here: boolean }) {
  const t = useTranslations('workbench.pasted')
  const { number, article, state, verdicts, evidence, claimId } = source
  return (
    <div className="flex flex-col gap-1 text-sm text-muted">
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        <ClaimStateBadge state={state} plain />
        <Link href={claimHref(article.id, claimId)} className="text-accent hover:underline">
          {here ? t('fromHere', { number }) : t('from', { number, title: article.title })}
        </Link>
        {evidence > 0 && <span>{t('evidence', { count: evidence })}</span>}
      </p>
      {verdicts.map(({ verdict, checker, at }) => (
        <p key={`${checker.id} ${at}`}>
          {t('verdict', { verdict, name: checker.name })}, <Time value={at} />
        </p>
      ))}
    </div>
  )
}
