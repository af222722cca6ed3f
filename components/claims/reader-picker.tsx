'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { usePeople } from './use-people.ts'

interface ReaderPickerProps {
  /** Who added it, and always may. */
  adderId: string
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
  error: string | undefined
}

/** Who of the desk may read confidential evidence, besides who added it. */
export function ReaderPicker({ adderId, chosen, onChange, error }: ReaderPickerProps) {
  const t = useTranslations('workbench.evidenceForm')
  const people = usePeople()

  function toggle(id: string, on: boolean) {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChange(next)
  }

  return (
    <fieldset data-invalid={error !== undefined || undefined} className="flex max-h-48 flex-col gap-1.5 overflow-y-auto rounded-md border border-line p-2">
      <legend className="px-1 text-sm font-medium">{t('readers')}</legend>
      {people.list
        .filter((person) => !person.disabled && person.id !== adderId)
        .map((person) => (
          <Checkbox key={person.id} checked={chosen.has(person.id)} onCheckedChange={(on) => toggle(person.id, on)} label={person.name} />
        ))}
      {(people.failed || error !== undefined) && (
        <p role="alert" className="text-sm text-bad">
          {error ?? t('peopleFailed')}
        </p>
      )}
    </fieldset>
  )
}
