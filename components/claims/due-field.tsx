import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

interface DueFieldProps {
  label: string
  /** As the browser's own field writes it: a time on the reader's clock, or ''. */
  value: string
  error: string | null | undefined
  onChange: (value: string) => void
}

/** Until when a claim is to be checked. A time that has passed is taken, with a warning. */
export function DueField({ label, value, error, onChange }: DueFieldProps) {
  const t = useTranslations('ui')
  return (
    <Field
      label={label}
      error={error}
      hint={
        <span role="status" className="text-warn">
          {hasPassed(value) && t('duePast')}
        </span>
      }
    >
      {(control) => <Input {...control} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

function hasPassed(value: string): boolean {
  return value !== '' && new Date(value).getTime() <= Date.now()
}
