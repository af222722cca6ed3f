'use client'

import { useFormatter, useNow } from 'next-intl'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

interface TimeProps {
  /** An ISO instant. */
  value: string
  /** `relative`: "5 minutes ago", and the date once it is more than a week away. `exact`: date and time, to the second where `seconds`. */
  mode?: 'relative' | 'exact'
  seconds?: boolean
}

/** An instant in the reader's own time zone; the exact one is in its title. */
export function Time({ value, mode = 'relative', seconds = false }: TimeProps) {
  const format = useFormatter()
  const now = useNow({ updateInterval: MINUTE })
  const instant = new Date(value)
  const exact = format.dateTime(instant, { dateStyle: 'medium', timeStyle: seconds ? 'medium' : 'short' })
  const far = Math.abs(now.getTime() - instant.getTime()) > 7 * DAY
  const relative = far ? format.dateTime(instant, { dateStyle: 'medium' }) : format.relativeTime(instant, now)
  return (
    <time dateTime={value} title={exact} className="whitespace-nowrap tabular-nums">
      {mode === 'exact' ? exact : relative}
    </time>
  )
}
