'use client'

import { EyeOff, ShieldAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { kbdOf } from '#components/editor/commands.ts'
import { SHORTCUTS } from '#components/editor/shortcuts.ts'
import { Button } from '#components/ui/button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { useOpenForm } from './claims-context.tsx'
import { VerdictView, WaiverView } from './decision-view.tsx'
import { evidenceName } from './evidence-name.ts'
import { countingFindings, isToJudge } from './findings.ts'
import { Section } from './section.tsx'
import { changeIdOf, focusVerdict, useVerdictDraft, VerdictForm } from './verdict-form.tsx'

interface VerdictSectionProps {
  claim: ClaimDto
  /** The person who looks at it. */
  userId: string
  /** To the next claim that is to be cleared; absent where there is none. */
  onNext?: (() => void) | undefined
}

/** What counts for the present words, with the way to change it; or the form for a verdict, where one is to be given. */
export function VerdictSection({ claim, userId, onNext }: VerdictSectionProps) {
  const t = useTranslations('workbench.verdictSection')
  const tPanel = useTranslations('workbench.panel')
  const [changing, setChanging] = useOpenForm({ claimId: claim.id, form: 'changing' })
  const { draft, untouched, seen } = useVerdictDraft(claim)
  const [isGiven, setGiven] = useState(false)
  const [isLeft, setLeft] = useState(false)
  const opened = useRef(false)
  const { giveVerdict, giveVerdictBlocked } = claim.abilities
  const findings = countingFindings(claim)
  const isOwn = findings.some(({ checker, current }) => current && checker.id === userId)
  const isDue = isToJudge(claim, userId)
  // What was begun stands there, whatever others find meanwhile.
  const hasForm = giveVerdict && (changing || (!untouched && !isLeft) || isDue)
  const mayChange = giveVerdict && !hasForm
  useEffect(() => {
    if (opened.current && hasForm) focusVerdict(claim.id)
    opened.current = false
  }, [hasForm, claim.id])

  if (!giveVerdict && giveVerdictBlocked === null && findings.length === 0 && !claim.waiver && !claim.verdictsHidden) return null
  return (
    <Section title={t('title')}>
      {(findings.length > 0 || claim.waiver) && (
        <ul aria-label={t('counts')} className="flex flex-col gap-2 text-sm">
          {findings.map((verdict) => (
            <li key={verdict.id} className="flex flex-col gap-1">
              <VerdictView verdict={verdict} />
              <GivenOn verdictId={verdict.id} claim={claim} />
            </li>
          ))}
          {claim.waiver && (
            <li>
              <WaiverView waiver={claim.waiver} />
            </li>
          )}
        </ul>
      )}
      {claim.verdictsHidden && (
        <p className="flex items-start gap-1.5 text-sm text-muted">
          <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t('hidden')}
        </p>
      )}
      {isGiven && !hasForm && !onNext && <p className="text-sm text-muted">{t('noneLeft')}</p>}
      {((isGiven && !hasForm && onNext) || mayChange) && (
        <div className="flex flex-wrap items-center gap-1.5">
          {isGiven && !hasForm && onNext && (
            <Button size="sm" variant="primary" aria-keyshortcuts="Alt+Shift+J" onClick={onNext}>
              {t('next')}
              <span aria-hidden className="contents pointer-coarse:hidden">
                <Kbd keys={kbdOf(SHORTCUTS.nextOpenClaim.keys)} inverse />
              </span>
            </Button>
          )}
          {mayChange && (
            <Button
              id={changeIdOf(claim.id)}
              size="sm"
              aria-keyshortcuts="Alt+V"
              onClick={() => {
                opened.current = true
                setChanging(true)
              }}
            >
              {t(isOwn ? 'change' : 'another')}
            </Button>
          )}
        </div>
      )}
      {hasForm && (
        <VerdictForm
          claim={claim}
          draft={draft}
          seen={seen}
          onGiven={() => {
            setChanging(false)
            setGiven(true)
          }}
          {...(!isDue && {
            onLeave: () => {
              setChanging(false)
              setLeft(true)
            },
          })}
        />
      )}
      {giveVerdictBlocked === 'four-eyes' && (
        <p className="flex items-start gap-1.5 text-sm text-muted">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {tPanel('fourEyes')}
        </p>
      )}
    </Section>
  )
}

/** The evidence that it rests on, of that what the reader may see. */
function GivenOn({ verdictId, claim }: { verdictId: string; claim: ClaimDto }) {
  const t = useTranslations('workbench.verdictSection')
  const format = useFormatter()
  const on = claim.verdicts.find(({ id }) => id === verdictId)?.evidenceIds
  const names = claim.evidence.filter(({ id }) => on?.includes(id) === true).map((evidence) => evidenceName(evidence) ?? evidence.text ?? '')
  return names.length === 0 ? null : (
    <p dir="auto" className="line-clamp-3 text-muted [overflow-wrap:anywhere]">
      {t('on', { evidence: format.list(names) })}
    </p>
  )
}
