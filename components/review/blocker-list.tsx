import { ChevronRight, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { GateDto } from '#lib/api/schemas/review.ts'

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
    <ul className="max-h-[28rem] scroll-shade divide-y divide-line overflow-y-auto rounded-b-lg">
      {gate.blockers.map((blocker) => (
        <li key={`${blocker.code} ${blocker.href}`}>
          <Link href={blocker.href} className="group flex items-start gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2">
            <span dir="auto" className="grow">
              {blocker.message}
            </span>
            <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-faint group-hover:text-ink" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
