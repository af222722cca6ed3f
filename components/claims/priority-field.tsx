import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { PRIORITIES, type Priority } from '#lib/domain/claims/terms.ts'

interface PriorityFieldProps {
  label: string
  /** null: each claim keeps its own. */
  value: Priority | null
  /** What that is called; without it a priority is always chosen. */
  keep?: string
  onChange: (value: Priority | null) => void
}

/** How urgent a claim is to be checked. */
export function PriorityField({ label, value, keep, onChange }: PriorityFieldProps) {
  const t = useTranslations('priority')
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ''}
          onChange={(event) => onChange(PRIORITIES.find((known) => known === event.target.value) ?? null)}
          options={[...(keep === undefined ? [] : [{ value: '', label: keep }]), ...PRIORITIES.map((known) => ({ value: known, label: t(known) }))]}
        />
      )}
    </Field>
  )
}
