import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { GateDto } from '#lib/api/schemas/review.ts'
import { BlockerGroups } from './blocker-groups.tsx'

/** "Why can't this be published?": each answer leads to the place that clears it. */
export function BlockerList({ gate }: { gate: Pick<GateDto, 'publishable' | 'blockers'> }) {
  const t = useTranslations('review.gate')
  if (gate.blockers.length === 0) {
    return (
      <p data-tone="good" className="flex items-center gap-2 px-4 py-4 text-tone">
        <CircleCheck aria-hidden className="size-5 shrink-0" />
        {t('clear')}
      </p>
    )
  }
  return (
    // Hundreds of them leave the sign-offs below within reach.
    <div className="max-h-[28rem] scroll-shade overflow-y-auto rounded-b-lg p-2">
      <BlockerGroups blockers={gate.blockers} />
    </div>
  )
}
