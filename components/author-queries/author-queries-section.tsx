'use client'

import { MessageCircleQuestion, Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { useClaimsContext, useDraft, useOpenForm } from '#components/claims/claims-context.tsx'
import { Section } from '#components/claims/section.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { QueryThread } from './query-thread.tsx'

/** What the author was asked about the claim, and what came back; nothing where nobody asked and one may not ask. */
export function AuthorQueriesSection({ claim, userId }: { claim: ClaimDto; userId: string }) {
  const t = useTranslations('workbench.queries')
  const [asking, setAsking, startsAsking] = useOpenForm({ claimId: claim.id, form: 'asking' })
  const [objecting, setObjecting, startsObjecting] = useOpenForm({ claimId: claim.id, form: 'objecting' })
  const { ask, object } = claim.abilities
  if (claim.queries.length === 0 && !ask && !object) return null
  const open = claim.queries.filter(({ closed }) => closed === null)
  const closed = claim.queries.filter((query) => query.closed !== null)
  return (
    <Section
      title={t('title', { count: open.length })}
      action={
        !asking &&
        !objecting && (
          <>
            {object && (
              <Button size="sm" variant="ghost" icon={<Scale aria-hidden />} onClick={() => setObjecting(true)}>
                {t('object')}
              </Button>
            )}
            {ask && (
              <Button size="sm" variant="ghost" icon={<MessageCircleQuestion aria-hidden />} onClick={() => setAsking(true)}>
                {t('ask')}
              </Button>
            )}
          </>
        )
      }
    >
      {open.length > 0 && (
        <ul className="flex flex-col gap-3">
          {open.map((query) => (
            <QueryThread key={query.id} query={query} claim={claim} userId={userId} />
          ))}
        </ul>
      )}
      {asking && <AskForm claim={claim} objection={false} starts={startsAsking} onDone={() => setAsking(false)} />}
      {objecting && <AskForm claim={claim} objection starts={startsObjecting} onDone={() => setObjecting(false)} />}
      {closed.length > 0 && (
        <details className="text-sm">
          <summary className="text-muted">{t('closedCount', { count: closed.length })}</summary>
          <ul className="mt-2 flex flex-col gap-3">
            {closed.map((query) => (
              <QueryThread key={query.id} query={query} claim={claim} userId={userId} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

const draftSchema = z.object({ question: z.string() })

interface AskFormProps {
  claim: ClaimDto
  /** CL-1g: legal objects, rather than asks. */
  objection: boolean
  /** It was opened just now, and not found open. */
  starts: boolean
  onDone: () => void
}

function AskForm({ claim, objection, starts, onDone }: AskFormProps) {
  const t = useTranslations('workbench.queries')
  const { store } = useClaimsContext()
  const action = useAction()
  const [{ question }, change, clear] = useDraft({ claimId: claim.id, form: objection ? 'object' : 'ask' }, { question: '' }, draftSchema)

  async function handleSubmit() {
    const done = await action.run(async () =>
      store.put(await call('POST', '/claims/{id}/queries', { params: { id: claim.id }, body: { question, ...(objection && { objection }) } })),
    )
    if (!done) return
    toast({ tone: 'good', title: t(objection ? 'objected' : 'asked', { number: claim.number }) })
    clear()
    onDone()
  }

  return (
    <Form onSubmit={() => void handleSubmit()} onLeave={onDone} className="flex flex-col gap-2.5">
      <Field label={t(objection ? 'objection' : 'question')} hint={t(objection ? 'objectionHint' : 'questionHint')} error={action.fieldError('question')}>
        {(control) => (
          <Textarea {...control} autoFocus={starts} rows={2} maxLength={2000} value={question} onChange={(event) => change({ question: event.target.value })} />
        )}
      </Field>
      <ProblemNote problem={action.problem} fields={['question']} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
          {t(objection ? 'submitObjection' : 'submit')}
        </Button>
      </div>
    </Form>
  )
}
