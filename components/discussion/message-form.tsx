'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { useClaimsContext, useDraft } from '#components/claims/claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { MessageDto } from '#lib/api/schemas/messages.ts'
import { call } from '#lib/client/api.ts'
import { MentionList, optionId } from './mention-list.tsx'
import { useMention } from './use-mention.ts'

const draftSchema = z.object({ text: z.string() })

interface MessageFormProps {
  claimId: string
  /** Who writes. */
  userId: string
  onSent: (message: MessageDto) => void
}

/** After an @ the people of the desk are offered: the arrow keys choose, Enter or Tab takes the name. */
export function MessageForm({ claimId, userId, onSent }: MessageFormProps) {
  const t = useTranslations('workbench.discussion')
  const format = useFormatter()
  const { store } = useClaimsContext()
  const action = useAction()
  const listId = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [{ text }, change, clear] = useDraft({ claimId, form: 'message' }, { text: '' }, draftSchema)
  const mention = useMention({ text, userId }, (next, caret) => {
    // A text put in from outside leaves the caret at its end.
    flushSync(() => change({ text: next }))
    box.current?.focus()
    box.current?.setSelectionRange(caret, caret)
  })
  const [notTold, setNotTold] = useState<readonly string[]>([])
  const isOffering = mention.offered.length > 0

  async function submit(): Promise<void> {
    const went = await action.run(async () => {
      const { notTold, ...message } = await call('POST', '/claims/{id}/messages', { params: { id: claimId }, body: { text } })
      onSent(message)
      setNotTold(notTold)
    })
    if (went) clear()
    else await store.refresh()
  }

  return (
    <Form onSubmit={() => void submit()} className="flex flex-col gap-2">
      <Field label={t('write')} hint={t('hint')} error={action.fieldError('text')}>
        {(control) => (
          <Textarea
            {...control}
            ref={box}
            rows={1}
            maxLength={5000}
            aria-autocomplete="list"
            aria-controls={isOffering ? listId : undefined}
            aria-activedescendant={mention.active && optionId(listId, mention.active)}
            value={text}
            onChange={({ target }) => {
              change({ text: target.value })
              mention.typed(target.value, target.selectionStart)
            }}
            onSelect={({ currentTarget }) => mention.moved(currentTarget.selectionStart)}
            onKeyDown={mention.onKeyDown}
          />
        )}
      </Field>
      {isOffering && <MentionList id={listId} people={mention.offered} active={mention.active} onTake={mention.take} />}
      {notTold.length > 0 && text === '' && (
        <p role="status" data-tone="warn" className="rounded-md bg-tone-soft px-2.5 py-2 text-sm text-tone">
          {t('notTold', { names: format.list(notTold.map((name) => `@${name}`)), count: notTold.length })}
        </p>
      )}
      <ProblemNote problem={action.problem} fields={['text']} />
      {text.trim() !== '' && (
        <Button size="sm" className="self-end" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
          {t('send')}
        </Button>
      )}
    </Form>
  )
}
