'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useId, useState } from 'react'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { instantBy } from '#lib/domain/desks/time-zone.ts'
import { DueField } from '#components/claims/due-field.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'

interface AssignDialogProps {
  claims: readonly BoardItem[]
  onClose: () => void
  onDone: () => void
}

/** Asks one person to check one claim or several. Those already asked for are not asked for again on a second try. */
export function AssignDialog({ claims, onClose, onDone }: AssignDialogProps) {
  const t = useTranslations('board.assignDialog')
  const ui = useTranslations('ui')
  const formId = useId()
  const action = useAction()
  const people = useCheckers(claims)
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
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={action.busy}>
            {t('submit')}
          </Button>
        </>
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
        <Field label={t('checker')} error={people.problem ?? (missing && assigneeId === '' ? t('missing') : action.fieldError('assigneeId'))}>
          {(control) => (
            <Select
              {...control}
              value={assigneeId}
              onChange={(event) => setAssigneeId(event.target.value)}
              options={[
                { value: '', label: people.loaded && people.list.length === 0 ? t('noChecker') : t('choose') },
                ...people.list.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
        <DueField label={t('due')} timeZones={claims.map(({ desk }) => desk.timeZone)} value={dueAt} error={action.fieldError('dueAt')} onChange={setDueAt} />
        <Field label={t('question')} hint={t('questionHint')} error={action.fieldError('question')}>
          {(control) => <Textarea {...control} value={question} maxLength={2000} onChange={(event) => setQuestion(event.target.value)} />}
        </Field>
        <Checkbox checked={secondCheck} onCheckedChange={setSecondCheck} label={t('secondCheck')} hint={t('secondCheckHint')} />
      </form>
    </Dialog>
  )
}

interface Checkers {
  list: readonly PersonDto[]
  loaded: boolean
  problem: string | null
}

/** Whoever checks on every desk that the claims belong to. */
function useCheckers(claims: readonly BoardItem[]): Checkers {
  const [checkers, setCheckers] = useState<Checkers>({ list: [], loaded: false, problem: null })
  const desks = [...new Set(claims.map((claim) => claim.desk.id))].toSorted().join(' ')
  useEffect(() => {
    const abort = new AbortController()
    call('GET', '/people', { query: { limit: 100 }, signal: abort.signal }).then(
      (page) => setCheckers({ list: page.items.filter((person) => checksOnAll(person, desks.split(' '))), loaded: true, problem: null }),
      (error: unknown) => !abort.signal.aborted && setCheckers({ list: [], loaded: false, problem: error instanceof ApiProblem ? error.detail : null }),
    )
    return () => abort.abort()
  }, [desks])
  return checkers
}

function checksOnAll(person: PersonDto, deskIds: readonly string[]): boolean {
  return !person.disabled && deskIds.every((deskId) => person.desks.some((desk) => desk.deskId === deskId && desk.roles.includes('checker')))
}
