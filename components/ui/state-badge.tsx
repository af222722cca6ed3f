import {
  BadgeCheck,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  ClipboardCheck,
  FilePen,
  FileWarning,
  FileX,
  Globe,
  type LucideIcon,
  PencilLine,
  RotateCcw,
  Scale,
  ScanSearch,
  Stamp,
  Unlink,
  UserRound,
  Users,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Stage } from '#lib/api/schemas/articles.ts'
import type { ClaimState } from '#lib/domain/claims/terms.ts'
import { Badge } from './badge.tsx'
import type { Tone } from './tone.ts'

interface Look {
  tone: Tone
  icon: LucideIcon
}

/** How each claim state looks everywhere: in the margin, in the copy, on the board. Its word is `claimState.*`. */
export const CLAIM_STATE_LOOK: Record<ClaimState, Look> = {
  open: { tone: 'wait', icon: CircleDashed },
  assigned: { tone: 'wait', icon: UserRound },
  in_checking: { tone: 'busy', icon: ScanSearch },
  awaiting_second: { tone: 'busy', icon: Users },
  verified: { tone: 'good', icon: CircleCheck },
  incorrect: { tone: 'bad', icon: CircleX },
  unverifiable: { tone: 'warn', icon: CircleQuestionMark },
  needs_wording: { tone: 'warn', icon: PencilLine },
  disputed: { tone: 'bad', icon: Scale },
  reopened: { tone: 'warn', icon: RotateCcw },
  to_confirm: { tone: 'warn', icon: FileWarning },
  waived: { tone: 'aside', icon: Stamp },
  detached: { tone: 'off', icon: Unlink },
}

export const STAGE_LOOK: Record<Stage, Look> = {
  draft: { tone: 'wait', icon: PencilLine },
  checking: { tone: 'busy', icon: ScanSearch },
  ready: { tone: 'aside', icon: ClipboardCheck },
  approved: { tone: 'good', icon: BadgeCheck },
  scheduled: { tone: 'good', icon: CalendarClock },
  published: { tone: 'good', icon: Globe },
  corrected: { tone: 'warn', icon: FilePen },
  withdrawn: { tone: 'off', icon: FileX },
}

interface ClaimStateBadgeProps {
  state: ClaimState
  /** Where something else about the claim says more than its state. */
  tone?: Tone
  plain?: boolean
}

export function ClaimStateBadge({ state, tone, plain = false }: ClaimStateBadgeProps) {
  const t = useTranslations('claimState')
  const { tone: own, icon: Icon } = CLAIM_STATE_LOOK[state]
  return (
    <Badge tone={tone ?? own} plain={plain} icon={<Icon aria-hidden />}>
      {t(state)}
    </Badge>
  )
}

export function StageBadge({ stage, plain = false }: { stage: Stage; plain?: boolean }) {
  const t = useTranslations('stage')
  const { tone, icon: Icon } = STAGE_LOOK[stage]
  return (
    <Badge tone={tone} plain={plain} icon={<Icon aria-hidden />}>
      {t(stage)}
    </Badge>
  )
}
