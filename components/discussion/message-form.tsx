'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { useClaimsContext, useDraft } from '#components/claims/claims-context.tsx'
import { usePeople } from '#components/claims/use-people.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { sendByKey } from '#components/shell/send-by-key.ts'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { MessageDto } from '#lib/api/schemas/messages.ts'
import { call } from '#lib/client/api.ts'
import { fittingNames, mentionBegun } from '#lib/domain/claims/mentions.ts'

const OFFERED = 5

/** After an @ the people of the desk are offered, one Tab away. */
export function MessageForm({ claimId, onSent }: { claimId: string; onSent: (message: MessageDto) => void }) {
  const t = useTranslations('workbench.discussion')
  const { store } = useClaimsContext()
  const people = usePeople()
  const action = useAction()
  const field = useRef<HTMLDivElement>(null)
  const [{ text }, change, clear] = useDraft(`message:${claimId}`, { text: '' })
  const [caret, setCaret] = useState(0)
  const begun = mentionBegun(text, caret)
  const offered = begun
    ? fittingNames(
        begun.begun,
        people.list.filter(({ disabled }) => !disabled),
      ).slice(0, OFFERED)
    : []

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const went = await action.run(async () => onSent(await call('POST', '/claims/{id}/messages', { params: { id: claimId }, body: { text } })))
    if (went) clear()
    else await store.refresh()
  }

  function mention(name: string): void {
    if (!begun) return
    const before = `${text.slice(0, begun.at)}@${name} `
    change({ text: before + text.slice(caret).trimStart() })
    setCaret(before.length)
    field.current?.querySelector('textarea')?.focus()
  }

  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={sendByKey} noValidate className="flex flex-col gap-2">
      <div ref={field}>
        <Field label={t('write')} hint={t('hint')} error={action.fieldError('text')}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              maxLength={5000}
              value={text}
              onChange={(event) => {
                change({ text: event.target.value })
                setCaret(event.target.selectionStart)
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            />
          )}
        </Field>
      </div>
      {offered.length > 0 && (
        <div role="group" aria-label={t('people')} className="flex flex-wrap gap-1.5">
          {offered.map(({ id, name }) => (
            <Button key={id} size="sm" onClick={() => mention(name)}>
              @{name}
            </Button>
          ))}
        </div>
      )}
      <ProblemNote problem={action.problem} fields={['text']} />
      {text.trim() !== '' && (
        <Button size="sm" className="self-end" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
          {t('send')}
        </Button>
      )}
    </form>
  )
}
