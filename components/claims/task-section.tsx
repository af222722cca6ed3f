'use client'

import { CalendarClock, CircleCheck, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { AssignForm } from './assign-form.tsx'
import { useClaimsContext, useOpenForm } from './claims-context.tsx'
import { activeTasks, answeredTask, returnedTask } from './current-task.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
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
  const [assigning, setAssigning, startsAssigning] = useOpenForm({ claimId: claim.id, form: 'assigning' })
  const tasks = activeTasks(claim)
  const answered = tasks.length > 0 ? undefined : answeredTask(claim)
  const returned = tasks.length > 0 ? undefined : returnedTask(claim)
  const isAsked = tasks.length > 0 || answered !== undefined
  if (!isAsked && !returned && !claim.abilities.assign) return null
  return (
    <Section
      title={t('title')}
      action={
        claim.abilities.assign &&
        !assigning && (
          <Button size="sm" variant="ghost" icon={<UserRound aria-hidden />} onClick={() => setAssigning(true)}>
            {tasks.length > 0 ? t('assignAgain') : t('assign')}
          </Button>
        )
      }
    >
      {tasks.map((task) => (
        <TaskView key={task.id} claim={claim} task={task} own={task.assignee.id === userId} />
      ))}
      {answered && <AnsweredTask task={answered} />}
      {assigning && <AssignForm claim={claim} starts={startsAssigning} onDone={() => setAssigning(false)} />}
      {returned && !assigning && <ReturnedTask task={returned} />}
      {!isAsked && !returned && !assigning && <p className="text-sm text-muted">{t('nobody')}</p>}
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

/** Nobody is asked any more, and why. */
function ReturnedTask({ task: { assignee, ended, endReason } }: { task: TaskDto }) {
  const t = useTranslations('workbench.task')
  return (
    <div className="flex flex-col gap-1 text-sm text-warn">
      <p>{t(ended === 'own_words' ? 'back.own_words' : 'back.handed_back', { name: assignee.name })}</p>
      {endReason !== null && (
        <p dir="auto" className="border-l-2 border-line-strong pl-2 whitespace-pre-wrap text-ink">
          {endReason}
        </p>
      )}
    </div>
  )
}

function TaskView({ claim, task, own }: { claim: ClaimDto; task: TaskDto; own: boolean }) {
  const t = useTranslations('workbench.task')
  const { store } = useClaimsContext()
  const action = useAction()
  const [changing, setChanging, startsChanging] = useOpenForm({ claimId: claim.id, form: `changing ${task.id}` })
  const [ending, setEnding] = useState(false)

  async function start() {
    await action.run(async () => {
      await call('PATCH', '/tasks/{id}', { params: { id: task.id }, body: { state: 'in_checking' } })
    })
    await store.refresh()
  }

  async function end(reason: string) {
    await call('PATCH', '/tasks/{id}', { params: { id: task.id }, body: { state: 'cancelled', reason } })
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
      {changing && <AssignForm claim={claim} task={task} starts={startsChanging} onDone={() => setChanging(false)} />}
      {!changing && (own || claim.abilities.assign) && (
        <div className="flex flex-wrap gap-1.5">
          {own && task.state === 'open' && (
            <Button size="sm" busy={action.busy} onClick={() => void start()}>
              {t('start')}
            </Button>
          )}
          {claim.abilities.assign && (
            <Button size="sm" variant="ghost" onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={() => setEnding(true)}>
            {t(own ? 'handBack' : 'withdraw')}
          </Button>
        </div>
      )}
      {ending && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: `ending ${task.id}` }}
          title={own ? t('handBackTitle', { number: claim.number }) : t('withdrawTitle', { name: task.assignee.name })}
          description={own ? t('handBackDescription') : t('withdrawDescription', { number: claim.number })}
          confirm={t(own ? 'handBackConfirm' : 'withdrawConfirm')}
          act={end}
          onClose={() => setEnding(false)}
        />
      )}
    </div>
  )
}
