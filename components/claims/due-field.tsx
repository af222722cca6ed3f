import { useTimeZone, useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { instantBy } from '#lib/domain/desks/time-zone.ts'

interface DueFieldProps {
  label: string
  /** The clocks that it is meant by: one for each claim that is assigned, or for all of them. */
  timeZones: readonly string[]
  /** As the browser's own field writes it: a time on the desk's clock, or ''. */
  value: string
  /** What it was before: that is not asked for anew. */
  was?: string
  error: string | null | undefined
  onChange: (value: string) => void
}

/** Until when a claim is to be checked, by the desk's clock. A time that has passed is said to be none before it is sent. */
export function DueField({ label, timeZones, value, was, error, onChange }: DueFieldProps) {
  const t = useTranslations('ui')
  const readers = useTimeZone()
  const [zone, ...others] = new Set(timeZones)
  return (
    <Field
      label={label}
      error={error}
      hint={
        <>
          {others.length > 0 ? t('dueByEach') : zone !== undefined && zone !== readers && t('dueBy', { zone: zone.replaceAll('_', ' ') })}
          <span role="status" className="block text-warn">
            {/* Once it was refused, the error beside it says so. */}
            {error == null && value !== was && timeZones.some((each) => hasPassed(instantBy(each, value))) && t('duePast')}
          </span>
        </>
      }
    >
      {(control) => <Input {...control} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

function hasPassed(instant: Date | null): boolean {
  return instant !== null && instant.getTime() <= Date.now()
}
