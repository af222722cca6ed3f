'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { useClaimsContext, useDraft } from '#components/claims/claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AuthorQueryDto } from '#lib/api/schemas/author-queries.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'

interface QueryThreadProps {
  query: AuthorQueryDto
  claim: ClaimDto
  userId: string
}

/** One question, what was said about it, and whose turn it is. */
export function QueryThread({ query, claim, userId }: QueryThreadProps) {
  const t = useTranslations('workbench.queries')
  const { question, objection, askedBy, askedAt, replies, closed, wording } = query
  return (
    <li
      aria-label={t(objection ? 'objectionBy' : 'thread', { name: askedBy.name })}
      className="flex flex-col gap-2 rounded-md border border-line p-2.5 text-sm"
    >
      {objection && (
        <p>
          <Badge tone={closed ? 'wait' : 'bad'} icon={<Scale aria-hidden />}>
            {t('objects')}
          </Badge>
        </p>
      )}
      <Said by={askedBy.name} at={askedAt} text={question} />
      {wording !== claim.wording && (
        <details>
          <summary className="text-muted">{t('otherWords')}</summary>
          <p className="mt-1 text-base leading-snug">
            <DiffText parts={diffText(wording, claim.wording)} />
          </p>
        </details>
      )}
      {replies.map(({ id, by, at, text }) => (
        <div key={id} className="border-l-2 border-line pl-2.5">
          <Said by={by.name} at={at} text={text} />
        </div>
      ))}
      {closed ? (
        <p className="text-muted">
          {t(objection ? 'withdrawn' : 'closed', { name: closed.by.name })}, <Time value={closed.at} />
        </p>
      ) : (
        <Turn query={query} userId={userId} />
      )}
      {query.abilities.reply && <ReplyForm query={query} userId={userId} />}
    </li>
  )
}

function Said({ by, at, text }: { by: string; at: string; text: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="flex items-center gap-1.5 text-muted">
        <Avatar name={by} decorative />
        {by}, <Time value={at} />
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {text}
      </p>
    </div>
  )
}

function Turn({ query: { objection, waitsOn, authors, askedBy, handedTo, askerLeft }, userId }: { query: AuthorQueryDto; userId: string }) {
  const t = useTranslations('workbench.queries')
  const mine = waitsOn === 'asker' ? (handedTo ?? askedBy).id === userId : authors.some(({ id }) => id === userId)
  return (
    <p className="flex flex-wrap items-center gap-1.5">
      <Badge tone={mine ? 'warn' : 'wait'}>{waitsOn === 'asker' ? t('answered') : t(mine ? 'waitingOnYou' : 'waiting')}</Badge>
      <span className="text-muted">
        {waitsOn === 'asker'
          ? objection
            ? t('forLegal')
            : t('forAsker', { name: (handedTo ?? askedBy).name })
          : authors.length > 0 && t('forAuthors', { names: authors.map(({ name }) => name).join(', ') })}
        {handedTo && ` ${t('handedTo', { name: handedTo.name })}`}
        {askerLeft && !objection && ` ${t('askerLeft', { name: askedBy.name })}`}
      </span>
    </p>
  )
}

const draftSchema = z.object({ text: z.string() })

function ReplyForm({ query, userId }: { query: AuthorQueryDto; userId: string }) {
  const t = useTranslations('workbench.queries')
  const { store } = useClaimsContext()
  const reply = useAction()
  const close = useAction()
  const [{ text }, change, clear] = useDraft({ claimId: query.claimId, form: `reply:${query.id}` }, { text: '' }, draftSchema)
  const params = { id: query.id }

  async function handleSubmit() {
    if (await reply.run(async () => store.put(await call('POST', '/queries/{id}/replies', { params, body: { text } })))) clear()
    else await store.refresh()
  }

  async function handleClose() {
    const done = await close.run(async () => store.put(await call('POST', '/queries/{id}/close', { params })))
    if (done) toast({ tone: 'good', title: t(query.objection ? 'withdrawnDone' : 'closedDone') })
    else await store.refresh()
  }

  return (
    <Form onSubmit={() => void handleSubmit()} className="flex flex-col gap-2">
      <Field label={(query.handedTo ?? query.askedBy).id === userId ? t('askOn') : t('answer')} error={reply.fieldError('text')}>
        {(control) => <Textarea {...control} rows={1} maxLength={5000} value={text} onChange={(event) => change({ text: event.target.value })} />}
      </Field>
      <ProblemNote problem={reply.problem} fields={['text']} />
      <ProblemNote problem={close.problem} />
      <div className="flex flex-wrap justify-end gap-2">
        {query.abilities.close && (
          <Button size="sm" busy={close.busy} onClick={() => void handleClose()}>
            {t(query.objection ? 'withdraw' : 'close')}
          </Button>
        )}
        <Button
          size="sm"
          variant={query.waitsOn === 'author' ? 'primary' : 'secondary'}
          type="submit"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          busy={reply.busy}
        >
          {t('send')}
        </Button>
      </div>
    </Form>
  )
}
