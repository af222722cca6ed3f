'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { clockBy, instantBy } from '#lib/domain/desks/time-zone.ts'
import { useClaimsContext, useDraft } from './claims-context.tsx'
import { activeTasks } from './current-task.ts'
import { DueField } from './due-field.tsx'
import { PriorityField } from './priority-field.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { usePeople } from './use-people.ts'
import { useAction } from '#components/shell/use-action.ts'

/** What this person has filled in: all else is as the claim and its task have it now, whoever changes them meanwhile. */
const draftSchema = z.object({
  assigneeId: z.string().optional(),
  dueAt: z.string().optional(),
  question: z.string().optional(),
  secondCheck: z.boolean().optional(),
  priority: z.enum(PRIORITIES).optional(),
})
type AssignDraft = z.infer<typeof draftSchema>
const NOTHING: AssignDraft = {}

interface AssignFormProps {
  claim: ClaimDto
  /** What is changed; without it somebody is asked anew. */
  task?: TaskDto
  /** It was opened just now, and not found open. */
  starts: boolean
  onDone: () => void
}

/** Asks for a check, or changes who is asked, by when and for what. */
export function AssignForm({ claim, task, starts, onDone }: AssignFormProps) {
  const t = useTranslations('workbench.assignForm')
  const { store, deskId, timeZone } = useClaimsContext()
  const people = usePeople()
  const action = useAction()
  const was = {
    assigneeId: task?.assignee.id ?? '',
    dueAt: task?.dueAt ? clockBy(timeZone, new Date(task.dueAt)) : '',
    question: task?.question ?? '',
    secondCheck: task?.secondCheck ?? claim.secondCheck,
  }
  const [draft, change, clear] = useDraft({ claimId: claim.id, form: task ? `task ${task.id}` : 'assign' }, NOTHING, draftSchema)
  const { assigneeId = was.assigneeId, dueAt = was.dueAt, question = was.question, secondCheck = was.secondCheck, priority = claim.priority } = draft
  const [missing, setMissing] = useState(false)
  const asked = new Set(activeTasks(claim).flatMap(({ id, assignee: { id: personId } }) => (id === task?.id ? [] : [personId])))
  const checkers = people.list.filter(
    (person) => !person.disabled && !asked.has(person.id) && person.desks.some((desk) => desk.deskId === deskId && desk.roles.includes('checker')),
  )
  const assignee = checkers.find((person) => person.id === assigneeId)

  async function handleSubmit() {
    if (!assignee) return setMissing(true)
    const due = instantBy(timeZone, dueAt)
    const done = await action.run(async () => {
      if (task)
        return void (await call('PATCH', '/tasks/{id}', {
          params: { id: task.id },
          body: {
            ...(assigneeId !== was.assigneeId && { assigneeId }),
            ...(dueAt !== was.dueAt && { dueAt: due?.toISOString() ?? null }),
            ...(question !== was.question && { question: question.trim() === '' ? null : question }),
          },
        }))
      await call('POST', '/claims/{id}/tasks', {
        params: { id: claim.id },
        body: {
          assigneeId: assignee.id,
          secondCheck,
          ...(priority !== claim.priority && { priority }),
          ...(due && { dueAt: due.toISOString() }),
          ...(question.trim() !== '' && { question }),
        },
      })
    })
    if (!done) return
    toast({ tone: 'good', title: t(task && assigneeId === was.assigneeId ? 'changed' : 'assigned', { number: claim.number, name: assignee.name }) })
    clear()
    onDone()
    await store.refresh()
  }

  function cancel() {
    // Opened again it holds what is asked, and not what one thought better of.
    if (task) clear()
    onDone()
  }

  return (
    <Form onSubmit={() => void handleSubmit()} onLeave={onDone} className="flex flex-col gap-2.5">
      <Field label={t('checker')} error={people.failed ? t('peopleFailed') : missing && !assignee ? t('chooseChecker') : action.fieldError('assigneeId')}>
        {(control) => (
          <Select
            {...control}
            autoFocus={starts}
            value={assigneeId}
            onChange={(event) => change({ assigneeId: event.target.value })}
            options={[
              { value: '', label: people.loaded && checkers.length === 0 ? t('noCheckers') : t('choose') },
              ...checkers.map((person) => ({ value: person.id, label: person.name })),
            ]}
          />
        )}
      </Field>
      <DueField
        label={t('due')}
        timeZones={[timeZone]}
        value={dueAt}
        was={was.dueAt}
        error={action.fieldError('dueAt')}
        onChange={(value) => change({ dueAt: value })}
      />
      <Field label={t('question')} error={action.fieldError('question')}>
        {(control) => <Textarea {...control} rows={2} maxLength={2000} value={question} onChange={(event) => change({ question: event.target.value })} />}
      </Field>
      {!task && <PriorityField label={t('priority')} value={priority} onChange={(value) => change({ priority: value ?? claim.priority })} />}
      {!task && <Checkbox checked={secondCheck} onCheckedChange={(on) => change({ secondCheck: on })} label={t('secondCheck')} hint={t('secondCheckHint')} />}
      <ProblemNote problem={action.problem} fields={['assigneeId', 'dueAt', 'question']} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={action.busy}>
          {t(task ? 'save' : 'submit')}
        </Button>
      </div>
    </Form>
  )
}
