'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { instantBy } from '#lib/domain/desks/time-zone.ts'
import { DueField } from '#components/claims/due-field.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { CheckerField } from '#components/work/checker-field.tsx'
import { useCheckers } from '#components/work/use-checkers.ts'

interface AssignDialogProps {
  claims: readonly BoardItem[]
  onClose: () => void
  onDone: () => void
}

/** Asks one person to check one claim or several. Those already asked for are not asked for again on a second try. */
export function AssignDialog({ claims, onClose, onDone }: AssignDialogProps) {
  const t = useTranslations('board.assignDialog')
  const formId = useId()
  const action = useAction()
  const people = useCheckers(claims.map(({ desk }) => desk.id))
  const [assigneeId, setAssigneeId] = useState('')
  const [dueAt, setDueAt] = useState('')
  const [question, setQuestion] = useState('')
  const [secondCheck, setSecondCheck] = useState(false)
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [missing, setMissing] = useState(false)
  const only = claims.length === 1 ? claims[0] : undefined

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (assigneeId === '') return setMissing(true)
    const asked = { assigneeId, secondCheck, ...(question.trim() !== '' && { question }) }
    const went = await action.run(async () => {
      for (const claim of claims.filter(({ id }) => !done.has(id))) {
        const due = instantBy(claim.desk.timeZone, dueAt)
        await call('POST', '/claims/{id}/tasks', { params: { id: claim.id }, body: { ...asked, ...(due && { dueAt: due.toISOString() }) } })
        setDone((before) => new Set([...before, claim.id]))
      }
    })
    if (!went) return
    toast({ tone: 'good', title: t('done', { count: claims.length, name: people.list.find(({ id }) => id === assigneeId)?.name ?? '' }) })
    onDone()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && (done.size > 0 ? onDone() : onClose())}
      title={only ? t('titleOne', { number: only.number }) : t('titleMany', { count: claims.length })}
      keepOpen={question !== ''}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {only && (
          <blockquote dir="auto" className="copy border-l-2 border-line pl-3 text-lg leading-snug">
            {only.wording}
          </blockquote>
        )}
        {action.problem !== null && done.size > 0 && <p role="status">{t('partly', { done: done.size, count: claims.length })}</p>}
        <ProblemNote problem={action.problem} fields={['assigneeId', 'dueAt', 'question']} />
        <CheckerField
          checkers={people}
          label={t('checker')}
          choose={t('choose')}
          nobody={t('noChecker')}
          value={assigneeId}
          error={missing && assigneeId === '' ? t('missing') : action.fieldError('assigneeId')}
          onChange={setAssigneeId}
        />
        <DueField label={t('due')} timeZones={claims.map(({ desk }) => desk.timeZone)} value={dueAt} error={action.fieldError('dueAt')} onChange={setDueAt} />
        <Field label={t('question')} hint={t('questionHint')} error={action.fieldError('question')}>
          {(control) => <Textarea {...control} value={question} maxLength={2000} onChange={(event) => setQuestion(event.target.value)} />}
        </Field>
        <Checkbox checked={secondCheck} onCheckedChange={setSecondCheck} label={t('secondCheck')} hint={t('secondCheckHint')} />
      </form>
    </Dialog>
  )
}
