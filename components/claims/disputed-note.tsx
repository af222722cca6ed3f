'use client'

import { Scale } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { countingFindings } from './findings.ts'
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'

/** Who found what, where checkers differ about the same words, and how it ends. */
export function DisputedNote({ claim, userId }: { claim: ClaimDto; userId: string }) {
  const t = useTranslations('workbench.disputed')
  const tFound = useTranslations('workbench.disputed.found')
  const format = useFormatter()
  const findings = countingFindings(claim)
  const within = findings.filter(({ current }) => !current)
  const end = findings.some(({ checker }) => checker.id === userId) ? 'mine' : claim.abilities.waive ? 'waive' : 'others'
  return (
    <section aria-label={t('title')} data-tone="bad" className="flex flex-col gap-1 rounded-md bg-tone-soft p-2.5 text-sm">
      <p className="flex items-start gap-1.5 font-medium text-tone">
        <Scale aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {t('who', { findings: format.list(findings.map(({ checker, verdict }) => tFound(verdict, { name: checker.name }))) })}
      </p>
      {within.map(({ id, checker, verdict, wording }) => (
        <p key={id}>{t(`within.${verdict}`, { name: checker.name, words: withoutOwnMarks(wording) })}</p>
      ))}
      <p className="text-muted">{t(`end.${end}`)}</p>
    </section>
  )
}
