'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import type { PersonWork } from '#lib/api/schemas/handover.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { toast } from '#components/ui/toast.tsx'
import { CheckerField } from '#components/work/checker-field.tsx'
import { useCheckers } from '#components/work/use-checkers.ts'

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

function HandOverDialog({ deskId, work: { person, tasks, questions }, onClose }: HandOverProps & { onClose: () => void }) {
  const t = useTranslations('handover.dialog')
  const claim = useTranslations('claim')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const people = useCheckers([deskId], person.id)
  const [toId, setToId] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [withQuestions, setWithQuestions] = useState(questions > 0)
  const [tried, setTried] = useState(false)
  const chosen = tasks.filter(({ id }) => !left.has(id))
  const nothing = chosen.length === 0 && !withQuestions

  function choose(id: string, wanted: boolean): void {
    setLeft((before) => new Set(wanted ? [...before].filter((other) => other !== id) : [...before, id]))
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setTried(true)
    if (toId === '' || nothing) return
    const went = await action.run(async () => {
      const {
        moved,
        questions: asked,
        kept,
      } = await call('POST', '/handover', {
        body: {
          deskId,
          fromId: person.id,
          toId,
          ...(questions > 0 && { questions: withQuestions }),
          ...(left.size > 0 && { taskIds: chosen.map(({ id }) => id) }),
        },
      })
      const name = people.list.find(({ id }) => id === toId)?.name ?? ''
      const first = kept[0]
      toast({
        tone: first ? 'bad' : 'good',
        title: t('done', { count: moved, questions: asked, name }),
        ...(first && { detail: t('kept', { count: kept.length, claims: namesOf(kept), reason: first.reason }) }),
      })
    })
    if (!went) return
    onClose()
    router.refresh()
  }

  /** By their numbers, and articles where there are several. */
  function namesOf(kept: readonly { taskId: string }[]): string {
    const several = new Set(tasks.map(({ article }) => article.id)).size > 1
    return tasks
      .filter(({ id }) => kept.some(({ taskId }) => taskId === id))
      .map((task) => (several ? t('claimOf', { number: task.claim.number, article: task.article.title }) : claim('number', { number: task.claim.number })))
      .join(', ')
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: person.name })}
      description={t('description')}
      width="md"
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProblemNote problem={action.problem} fields={['toId']} />
        <CheckerField
          checkers={people}
          label={t('to')}
          choose={t('choose')}
          nobody={t('noChecker')}
          value={toId}
          error={tried && toId === '' ? t('missing') : action.fieldError('toId')}
          onChange={setToId}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">{t('which')}</legend>
          {tasks.length > 1 && (
            <Checkbox
              checked={chosen.length === tasks.length}
              onCheckedChange={(wanted) => setLeft(new Set(wanted ? [] : tasks.map(({ id }) => id)))}
              label={t('all', { count: tasks.length })}
            />
          )}
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
          {questions > 0 && (
            <Checkbox checked={withQuestions} onCheckedChange={setWithQuestions} label={t('questions', { count: questions })} hint={t('questionsHint')} />
          )}
          {tried && nothing && (
            <p role="alert" className="text-sm text-bad">
              {t('nothing')}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  )
}
