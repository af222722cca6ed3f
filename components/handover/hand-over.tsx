'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useId, useState } from 'react'
import type { PersonWork } from '#lib/api/schemas/handover.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'

interface HandOverProps {
  deskId: string
  work: PersonWork
}

/** Gives what one person has to another, all of it or some. */
export function HandOver({ deskId, work }: HandOverProps) {
  const t = useTranslations('handover')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" aria-label={t('handOverOf', { name: work.person.name })} onClick={() => setOpen(true)}>
        {t('handOver')}
      </Button>
      {open && <HandOverDialog deskId={deskId} work={work} onClose={() => setOpen(false)} />}
    </>
  )
}

function HandOverDialog({ deskId, work: { person, tasks }, onClose }: HandOverProps & { onClose: () => void }) {
  const t = useTranslations('handover.dialog')
  const ui = useTranslations('ui')
  const claim = useTranslations('claim')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const people = useCheckers(deskId, person.id)
  const [toId, setToId] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const chosen = tasks.filter(({ id }) => !left.has(id))

  function choose(id: string, wanted: boolean): void {
    setLeft((before) => new Set(wanted ? [...before].filter((other) => other !== id) : [...before, id]))
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setTried(true)
    if (toId === '' || chosen.length === 0) return
    const went = await action.run(async () => {
      const { moved, kept } = await call('POST', '/handover', { body: { deskId, fromId: person.id, toId, taskIds: chosen.map(({ id }) => id) } })
      const name = people.list.find(({ id }) => id === toId)?.name ?? ''
      const first = kept[0]
      toast({
        tone: first ? 'bad' : 'good',
        title: t('done', { count: moved, name }),
        ...(first && { detail: t('kept', { count: kept.length, reason: first.reason }) }),
      })
    })
    if (!went) return
    onClose()
    router.refresh()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: person.name })}
      description={t('description')}
      width="md"
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
        <ProblemNote problem={action.problem} fields={['toId']} />
        <Field label={t('to')} error={people.problem ?? (tried && toId === '' ? t('missing') : action.fieldError('toId'))}>
          {(control) => (
            <Select
              {...control}
              value={toId}
              onChange={(event) => setToId(event.target.value)}
              options={[
                { value: '', label: people.loaded && people.list.length === 0 ? t('noChecker') : t('choose') },
                ...people.list.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">{t('which')}</legend>
          {tasks.map((task) => (
            <Checkbox
              key={task.id}
              checked={!left.has(task.id)}
              onCheckedChange={(wanted) => choose(task.id, wanted)}
              label={<bdi className="copy">{task.claim.wording}</bdi>}
              hint={
                <>
                  {claim('number', { number: task.claim.number })} · <bdi>{task.article.title}</bdi>
                </>
              }
            />
          ))}
          {tried && chosen.length === 0 && (
            <p role="alert" className="text-sm text-bad">
              {t('nothing')}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  )
}

/** Whoever else checks on the desk. */
function useCheckers(deskId: string, exceptId: string): { list: readonly PersonDto[]; loaded: boolean; problem: string | undefined } {
  const [people, setPeople] = useState<{ list: readonly PersonDto[]; loaded: boolean; problem: string | undefined }>({
    list: [],
    loaded: false,
    problem: undefined,
  })
  useEffect(() => {
    const abort = new AbortController()
    call('GET', '/people', { query: { limit: 100, deskId }, signal: abort.signal }).then(
      (page) => {
        const checks = ({ id, disabled, desks }: PersonDto) =>
          id !== exceptId && !disabled && desks.some((desk) => desk.deskId === deskId && desk.roles.includes('checker'))
        setPeople({ list: page.items.filter(checks), loaded: true, problem: undefined })
      },
      (error: unknown) => !abort.signal.aborted && error instanceof ApiProblem && setPeople({ list: [], loaded: false, problem: error.detail }),
    )
    return () => abort.abort()
  }, [deskId, exceptId])
  return people
}
