import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'

interface DecisionRowProps {
  /** Null where the claim has left the article. */
  href: string | null
  /** The claim, by its number. */
  label: string
  wording: string
  reason: string
  /** Who decided. */
  by: string
  at: string
}

/** What somebody decided about a claim, and why, for whoever signs. */
export function DecisionRow({ href, label, wording, reason, by, at }: DecisionRowProps) {
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p>
        {href === null ? (
          label
        ) : (
          <Link href={href} className="text-accent underline underline-offset-2">
            {label}
          </Link>
        )}{' '}
        <q dir="auto" className="copy">
          {withoutOwnMarks(wording)}
        </q>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {reason}
      </p>
      <p className="text-sm text-muted">
        {by}, <Time value={at} />
      </p>
    </li>
  )
}
