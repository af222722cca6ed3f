'use client'

import { useFormatter, useNow, useTimeZone, useTranslations } from 'next-intl'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const

interface TimeProps {
  /** An ISO instant. */
  value: string
  /** `relative`: "5 minutes ago", and the date once it is more than a week away. `exact`: date and time, to the second where `seconds`. */
  mode?: 'relative' | 'exact'
  seconds?: boolean
  /** The clock that it is meant by, where that is not simply the reader's: named beside the time when the two differ. */
  timeZone?: string
}

function hasPassed(instant: Date): boolean {
  return instant.getTime() <= Date.now()
}

/** An instant in the reader's own time zone; the exact one is in its title. */
export function Time({ value, mode = 'relative', seconds = false, timeZone }: TimeProps) {
  const t = useTranslations('ui')
  const format = useFormatter()
  const now = useNow({ updateInterval: MINUTE })
  const readers = useTimeZone()
  const instant = new Date(value)
  const meant = timeZone !== undefined && timeZone !== readers ? ({ timeZone, timeZoneName: 'short' } as const) : {}
  const exact = format.dateTime(instant, { ...DATE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds && { second: '2-digit' }), ...meant })

  function relative(): string {
    const distance = Math.abs(now.getTime() - instant.getTime())
    // The clock of the page ticks once a minute; what happened since its last tick is not in the future.
    if (distance < MINUTE || (instant > now && hasPassed(instant))) return t('now')
    return distance > 7 * DAY ? format.dateTime(instant, { ...DATE, ...(timeZone !== undefined && { timeZone }) }) : format.relativeTime(instant, now)
  }

  return (
    <time dateTime={value} title={exact} className="whitespace-nowrap tabular-nums">
      {mode === 'exact' ? exact : relative()}
    </time>
  )
}
