'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import type { DeskDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'

interface DeskDialogProps {
  /** null: a new one. */
  desk: DeskDto | null
  onClose: () => void
}

export function DeskDialog({ desk, onClose }: DeskDialogProps) {
  const t = useTranslations('admin.desk')
  const ui = useTranslations('ui')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [name, setName] = useState(desk?.name ?? '')
  const [fourEyes, setFourEyes] = useState(desk?.fourEyes ?? true)
  const [timeZone, setTimeZone] = useState(desk?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const [secondCheck, setSecondCheck] = useState(desk?.secondCheck ?? false)
  const [learnedOrder, setLearnedOrder] = useState(desk?.learnedOrder ?? true)
  const [verdictDays, setVerdictDays] = useState(String(desk?.verdictDays ?? 90))

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const body = { name, fourEyes, secondCheck, timeZone, verdictDays: Number(verdictDays), learnedOrder }
    const went = await action.run(async () => {
      if (desk === null) await call('POST', '/desks', { body })
      else await call('PATCH', '/desks/{id}', { params: { id: desk.id }, body })
    })
    if (!went) return
    router.refresh()
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      keepOpen
      title={desk === null ? t('addTitle') : t('editTitle', { name: desk.name })}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {desk === null ? t('add') : ui('save')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProblemNote problem={action.problem} fields={['name', 'timeZone', 'verdictDays']} />
        <Field label={t('name')} required error={action.fieldError('name')}>
          {(control) => <Input {...control} dir="auto" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('timeZone')} hint={t('timeZoneHint')} error={action.fieldError('timeZone')}>
          {(control) => (
            <Select
              {...control}
              value={timeZone}
              onChange={(event) => setTimeZone(event.target.value)}
              options={timeZones(timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            />
          )}
        </Field>
        <Field label={t('verdictDays')} hint={t('verdictDaysHint')} error={action.fieldError('verdictDays')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={3650}
              required
              value={verdictDays}
              onChange={(event) => setVerdictDays(event.target.value)}
            />
          )}
        </Field>
        <Checkbox checked={fourEyes} onCheckedChange={setFourEyes} label={t('fourEyes')} hint={t('fourEyesHint')} />
        <Checkbox checked={secondCheck} onCheckedChange={setSecondCheck} label={t('secondCheck')} hint={t('secondCheckHint')} />
        <Checkbox checked={learnedOrder} onCheckedChange={setLearnedOrder} label={t('learnedOrder')} hint={t('learnedOrderHint')} />
      </form>
    </Dialog>
  )
}

/** Those the browser knows, UTC, and the one that is set. */
function timeZones(present: string): string[] {
  return [...new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
