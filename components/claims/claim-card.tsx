'use client'

import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { OpenQueriesMark } from '#components/author-queries/open-queries-mark.tsx'
import { AlteredMark } from '#components/quotes/altered-mark.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { classes } from '#components/ui/classes.ts'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { LegalMark } from '#components/work/legal-mark.tsx'
import { PriorityMark } from '#components/work/priority-mark.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { claimTone } from './claim-tone.ts'
import { currentTask } from './current-task.ts'

interface ClaimCardProps {
  claim: ClaimDto
  onChoose: (id: string) => void
  onHover: (id: string | null) => void
}

/** A claim at a glance: number, state, words, and who has it until when. Opens the whole claim. */
export const ClaimCard = memo(function ClaimCard({ claim, onChoose, onHover }: ClaimCardProps) {
  const t = useTranslations('workbench.card')
  const task = currentTask(claim)
  return (
    <button
      type="button"
      id={`claim-card-${claim.id}`}
      aria-expanded={false}
      onClick={() => onChoose(claim.id)}
      onPointerEnter={() => onHover(claim.id)}
      onPointerLeave={() => onHover(null)}
      onFocus={() => onHover(claim.id)}
      onBlur={() => onHover(null)}
      data-tone={claimTone(claim)}
      className={classes(
        'group relative block w-full rounded-md border border-line bg-sheet py-1.5 pr-2.5 pl-3 text-start transition-colors duration-75 hover:border-line-strong/70 hover:bg-sheet',
        'before:absolute before:inset-y-1.5 before:left-0 before:w-[3px] before:rounded-full before:bg-tone',
      )}
    >
      <span className="flex items-center gap-2 text-xs">
        <span className="sr-only">{t('claim')}</span>
        <span className="font-semibold tabular-nums text-muted">{claim.number}</span>
        <ClaimStateBadge state={claim.state} tone={claimTone(claim)} plain />
        <AlteredMark altered={claim.quoteAltered} />
        <PriorityMark priority={claim.priority} />
        <OpenQueriesMark count={claim.queries.filter(({ closed }) => closed === null).length} />
        <LegalMark flagged={claim.legalFlag} />
        <span className="grow" />
        {task?.dueAt && (
          <span className={classes('inline-flex items-center gap-1', task.overdue ? 'font-medium text-bad' : 'text-faint')}>
            <Clock aria-hidden className="size-3" />
            <span className="sr-only">{task.overdue ? t('overdue') : t('due')}</span>
            <Time value={task.dueAt} timeZone={task.timeZone} />
          </span>
        )}
        {task && (
          <>
            <span className="sr-only">{t('assignedTo')}</span>
            <Avatar name={task.assignee.name} />
          </>
        )}
      </span>
      <span dir="auto" className="copy mt-0.5 line-clamp-2 text-base leading-snug text-ink">
        {claim.wording}
      </span>
    </button>
  )
})
