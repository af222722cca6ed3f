'use client'

import { CalendarClock, CircleCheck, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { AssignForm } from './assign-form.tsx'
import { useClaimsContext, useOpenForm } from './claims-context.tsx'
import { activeTasks, answeredTask } from './current-task.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { Section } from './section.tsx'
import { useAction } from '#components/shell/use-action.ts'

interface TaskSectionProps {
  claim: ClaimDto
  /** The person who looks at it. */
  userId: string
}

/** Who checks the claim, until when, and what they were asked. */
export function TaskSection({ claim, userId }: TaskSectionProps) {
  const t = useTranslations('workbench.task')
  const [assigning, setAssigning] = useOpenForm({ claimId: claim.id, form: 'assigning' })
  const tasks = activeTasks(claim)
  const answered = tasks.length > 0 ? undefined : answeredTask(claim)
  const isAsked = tasks.length > 0 || answered !== undefined
  if (!isAsked && !claim.abilities.assign) return null
  return (
    <Section
      title={t('title')}
      action={
        claim.abilities.assign &&
        !assigning && (
          <Button size="sm" variant="ghost" icon={<UserRound aria-hidden />} onClick={() => setAssigning(true)}>
            {isAsked ? t('assignAgain') : t('assign')}
          </Button>
        )
      }
    >
      {tasks.map((task) => (
        <TaskView key={task.id} task={task} own={task.assignee.id === userId} />
      ))}
      {answered && <AnsweredTask task={answered} />}
      {assigning && <AssignForm claim={claim} onDone={() => setAssigning(false)} />}
      {!isAsked && !assigning && <p className="text-sm text-muted">{t('nobody')}</p>}
    </Section>
  )
}

function AnsweredTask({ task }: { task: TaskDto }) {
  const t = useTranslations('workbench.task')
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-3.5 shrink-0 text-good" />
        {t('done', { name: task.assignee.name })}
      </p>
      <Question task={task} />
    </div>
  )
}

function Question({ task: { question } }: { task: TaskDto }) {
  if (!question) return null
  return (
    <p dir="auto" className="border-l-2 border-line-strong pl-2 whitespace-pre-wrap">
      {question}
    </p>
  )
}

function TaskView({ task, own }: { task: TaskDto; own: boolean }) {
  const t = useTranslations('workbench.task')
  const { store } = useClaimsContext()
  const action = useAction()

  async function start() {
    await action.run(async () => {
      await call('PATCH', '/tasks/{id}', { params: { id: task.id }, body: { state: 'in_checking' } })
    })
    await store.refresh()
  }

  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Avatar name={task.assignee.name} decorative />
        <span className="font-medium">{task.assignee.name}</span>
        {task.state === 'in_checking' && <span className="text-busy">{t('inChecking')}</span>}
        {task.secondCheck && <span className="text-muted">{t('secondCheck')}</span>}
        {task.dueAt && (
          <span className={task.overdue ? 'inline-flex items-center gap-1 font-medium text-bad' : 'inline-flex items-center gap-1 text-muted'}>
            <CalendarClock aria-hidden className="size-3.5" />
            {task.overdue ? t('overdue') : t('due')} <Time value={task.dueAt} timeZone={task.timeZone} mode="exact" />
          </span>
        )}
      </p>
      <Question task={task} />
      <ProblemNote problem={action.problem} />
      {own && task.state === 'open' && (
        <Button size="sm" className="self-start" busy={action.busy} onClick={() => void start()}>
          {t('start')}
        </Button>
      )}
    </div>
  )
}
