'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { AssignedDto, BoardItem } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import type { Priority } from '#lib/domain/claims/terms.ts'
import { instantBy } from '#lib/domain/desks/time-zone.ts'
import { isUnderWay } from '#components/claims/current-task.ts'
import { DueField } from '#components/claims/due-field.tsx'
import { PriorityField } from '#components/claims/priority-field.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { CheckerField } from '#components/work/checker-field.tsx'
import { useCheckers } from '#components/work/use-checkers.ts'

interface AssignDialogProps {
  claims: readonly BoardItem[]
  onClose: () => void
  onDone: () => void
}

/** Asks one person to check one claim or several, in one request. What was refused stays here with the reason, to be asked of somebody else. */
export function AssignDialog({ claims, onClose, onDone }: AssignDialogProps) {
  const t = useTranslations('board.assignDialog')
  const formId = useId()
  const action = useAction()
  const people = useCheckers(claims.map(({ desk }) => desk.id))
  const [assigneeId, setAssigneeId] = useState('')
  const [dueAt, setDueAt] = useState('')
  const [question, setQuestion] = useState('')
  const [secondCheck, setSecondCheck] = useState(false)
  const [priority, setPriority] = useState<Priority | null>(null)
  const [others, setOthers] = useState<'beside' | 'instead'>('beside')
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<AssignedDto['refused']>([])
  const [missing, setMissing] = useState(false)
  const already = claims.filter(isAsked)
  const only = claims.length === 1 ? claims[0] : undefined

  async function submit(): Promise<void> {
    if (assigneeId === '') return setMissing(true)
    const asked = {
      assigneeId,
      secondCheck,
      ...(priority !== null && { priority }),
      ...(already.length > 0 && { others }),
      ...(question.trim() !== '' && { question }),
    }
    const body = { ...asked, claims: claims.filter(({ id }) => !done.has(id)).map(withDue) }
    await action.run(async () => tell(await call('POST', '/tasks', { body })))
  }

  function tell(answer: AssignedDto): void {
    setRefused(answer.refused)
    setDone(new Set([...done, ...answer.assigned.map(({ claimId }) => claimId)]))
    if (answer.refused.length > 0) return
    toast({ tone: 'good', title: t('done', { count: claims.length, name: people.list.find(({ id }) => id === assigneeId)?.name ?? '' }) })
    onDone()
  }

  function withDue({ id, desk }: BoardItem) {
    const due = instantBy(desk.timeZone, dueAt)
    return { claimId: id, ...(due && { dueAt: due.toISOString() }) }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && (done.size > 0 ? onDone() : onClose())}
      title={only ? t('titleOne', { number: only.number }) : t('titleMany', { count: claims.length })}
      keepOpen={question !== ''}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={done.size > 0 ? onDone : onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <Form id={formId} onSubmit={() => void submit()} className="flex flex-col gap-4">
        {only && (
          <blockquote dir="auto" className="copy border-l-2 border-line pl-3 text-lg leading-snug">
            {only.wording}
          </blockquote>
        )}
        {refused.length > 0 && <Refused refused={refused} claims={claims} done={done.size} />}
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
        {already.length > 0 && (
          <Field label={t('others', { count: already.length, all: String(already.length === claims.length), names: namesOf(already) })}>
            {(control) => (
              <Select
                {...control}
                value={others}
                onChange={(event) => setOthers(event.target.value === 'instead' ? 'instead' : 'beside')}
                options={[
                  { value: 'beside', label: t('beside') },
                  { value: 'instead', label: t('instead') },
                ]}
              />
            )}
          </Field>
        )}
        <DueField label={t('due')} timeZones={claims.map(({ desk }) => desk.timeZone)} value={dueAt} error={action.fieldError('dueAt')} onChange={setDueAt} />
        <PriorityField label={t('priority')} value={priority ?? only?.priority ?? null} {...(!only && { keep: t('keepPriority') })} onChange={setPriority} />
        <Field label={t('question')} hint={t('questionHint')} error={action.fieldError('question')}>
          {(control) => <Textarea {...control} value={question} maxLength={2000} onChange={(event) => setQuestion(event.target.value)} />}
        </Field>
        <Checkbox checked={secondCheck} onCheckedChange={setSecondCheck} label={t('secondCheck')} hint={t('secondCheckHint')} />
      </Form>
    </Dialog>
  )
}

function isAsked({ task }: BoardItem): boolean {
  return task !== null && isUnderWay(task)
}

function namesOf(claims: readonly BoardItem[]): string {
  const people = claims.flatMap(({ task, alsoWith }) => [...(task ? [task.assignee] : []), ...alsoWith])
  return [...new Map(people.map(({ id, name }) => [id, name])).values()].join(', ')
}

interface RefusedProps {
  refused: AssignedDto['refused']
  claims: readonly BoardItem[]
  /** How many were assigned. */
  done: number
}

/** Which were not assigned and why. */
function Refused({ refused, claims, done }: RefusedProps) {
  const t = useTranslations('board.assignDialog')
  const reasons = [...new Set(refused.map(({ reason }) => reason))]
  return (
    <div role="alert" data-tone="warn" className="rounded-md bg-tone-soft px-3 py-2 text-sm text-tone">
      <p className="font-medium">{t('partly', { done, count: claims.length })}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {reasons.map((reason) => (
          <li key={reason}>
            {t('refused', {
              claims: refused
                .filter((one) => one.reason === reason)
                .map(({ claimId }) => nameOf(claimId))
                .join(', '),
            })}{' '}
            {reason}
          </li>
        ))}
      </ul>
    </div>
  )

  /** By its number, and its article where there are several. */
  function nameOf(claimId: string): string {
    const claim = claims.find(({ id }) => id === claimId)
    if (!claim) return ''
    const several = new Set(claims.map(({ article }) => article.id)).size > 1
    return several ? t('claimOf', { number: claim.number, article: claim.article.title }) : t('claim', { number: claim.number })
  }
}
