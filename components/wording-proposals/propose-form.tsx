'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { z } from 'zod'
import { useClaimsContext, useDraft } from '#components/claims/claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'

const draftSchema = z.object({ wording: z.string(), reason: z.string(), seen: z.object({ wording: z.string(), wordingHash: z.string() }) })

interface ProposeFormProps {
  claim: ClaimDto
  /** It was opened just now, and not found open. */
  starts: boolean
  /** A wording from elsewhere; it takes the place of what nobody has changed yet, and is offered beside what somebody has. */
  offered: { wording: string } | null
  onDone: () => void
}

/** The claim's words to be changed, with what changes shown as one types. */
export function ProposeForm({ claim, starts, offered, onDone }: ProposeFormProps) {
  const t = useTranslations('workbench.proposals')
  const { store } = useClaimsContext()
  const action = useAction()
  const present = { wording: claim.wording, wordingHash: claim.wordingHash }
  const [draft, change, clear] = useDraft({ claimId: claim.id, form: 'propose' }, { wording: claim.wording, reason: '', seen: present }, draftSchema)
  // Until something was typed the field holds what the claim says.
  const untouched = draft.wording === draft.seen.wording
  const { wording, seen } = untouched ? { wording: claim.wording, seen: present } : draft
  const field = useRef<HTMLDivElement>(null)
  const take = useEffectEvent((words: string) => {
    if (untouched) change({ wording: words, seen: present })
    field.current?.querySelector('textarea')?.focus()
  })
  useEffect(() => {
    if (offered) take(offered.wording)
  }, [offered])
  const overtaken = seen.wordingHash !== claim.wordingHash

  async function handleSubmit() {
    const body = { wording, wordingHash: seen.wordingHash, ...(draft.reason.trim() !== '' && { reason: draft.reason }) }
    const done = await action.run(async () => store.put(await call('POST', '/claims/{id}/proposals', { params: { id: claim.id }, body })))
    if (!done) return store.refresh()
    toast({ tone: 'good', title: t('proposed', { number: claim.number }) })
    clear()
    onDone()
  }

  return (
    <Form onSubmit={() => void handleSubmit()} onLeave={onDone} className="flex flex-col gap-2.5">
      <div ref={field}>
        <Field label={t('wording')} error={action.fieldError('wording')}>
          {(control) => (
            <Textarea
              {...control}
              autoFocus={starts}
              rows={2}
              maxLength={20_000}
              className="copy"
              value={wording}
              onChange={(event) => change({ wording: event.target.value, seen })}
            />
          )}
        </Field>
      </div>
      {offered && offered.wording !== wording && (
        <Button size="sm" className="self-start" onClick={() => change({ wording: offered.wording, seen: present })}>
          {t('takeSource')}
        </Button>
      )}
      {wording !== seen.wording && (
        <p aria-label={t('change')} className="text-base leading-snug">
          <DiffText parts={diffText(seen.wording, wording)} />
        </p>
      )}
      <Field label={t('reason')} error={action.fieldError('reason')}>
        {(control) => <Input {...control} maxLength={2000} value={draft.reason} onChange={(event) => change({ reason: event.target.value })} />}
      </Field>
      {overtaken && (
        <div role="alert" data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5 text-sm">
          <p className="font-medium text-tone">{t('changedMeanwhile')}</p>
          <p className="text-base leading-snug">
            <DiffText parts={diffText(seen.wording, claim.wording)} />
          </p>
          <Button size="sm" className="self-start" onClick={() => change({ wording, seen: present })}>
            {t('readChange')}
          </Button>
        </div>
      )}
      {claim.abilities.giveVerdict && <p className="text-sm text-muted">{t('barsVerdict')}</p>}
      <ProblemNote problem={action.problem} fields={['wording', 'reason']} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onDone}>
          {t('cancel')}
        </Button>
        {!overtaken && (
          <Button size="sm" variant="primary" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
            {t('submit')}
          </Button>
        )}
      </div>
    </Form>
  )
}
