'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { shortHash } from '#components/ui/fingerprint.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { BlockerList } from './blocker-list.tsx'
import { blockersOf } from './blockers-of.ts'

export type PublishAct = 'publish' | 'breakGlass' | 'correct' | 'withdraw'

interface PublishDialogProps {
  act: PublishAct
  article: Pick<ArticleDto, 'id' | 'title' | 'contentHash'>
  /** Fetches the page anew, whether it went or not. */
  refresh: () => void
  onClose: () => void
}

/** Says exactly what will happen to which text, and asks once. It speaks of the text that was on the page when it opened. */
export function PublishDialog({ act, article, refresh, onClose }: PublishDialogProps) {
  const t = useTranslations(`review.publishDialog.${act}`)
  const shared = useTranslations('review.publishDialog')
  const formId = useId()
  const action = useAction()
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const [contentHash] = useState(article.contentHash)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (act !== 'publish' && note.trim() === '') return setMissing(true)
    const went = await action.run(() => send(act, { id: article.id, contentHash, note }))
    refresh()
    if (!went) return
    toast({ tone: 'good', title: t('done') })
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('description')}
      keepOpen={note !== ''}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose} variant={act === 'withdraw' || act === 'breakGlass' ? 'danger' : 'primary'}>
          {t('confirm', { hash: shortHash(contentHash) })}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p dir="auto" className="copy text-xl font-semibold">
          {article.title}
        </p>
        <ProblemNote problem={action.problem} fields={['note', 'breakGlassReason']} />
        {action.problem?.code === 'gate' && (
          <div className="rounded-md border border-line">
            <BlockerList gate={{ publishable: false, blockers: blockersOf(action.problem) }} />
          </div>
        )}
        {act !== 'publish' && (
          <Field
            label={shared(`${act}.note`)}
            hint={shared(`${act}.noteHint`)}
            error={missing && note.trim() === '' ? shared(`${act}.noteMissing`) : action.fieldError(act === 'breakGlass' ? 'breakGlassReason' : 'note')}
            required
          >
            {(control) => <Textarea {...control} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />}
          </Field>
        )}
      </form>
    </Dialog>
  )
}

async function send(act: PublishAct, { id, contentHash, note }: { id: string; contentHash: string; note: string }): Promise<void> {
  const params = { id }
  switch (act) {
    case 'publish':
      await call('POST', '/articles/{id}/publish', { params, body: { contentHash } })
      return
    case 'breakGlass':
      await call('POST', '/articles/{id}/publish', { params, body: { contentHash, breakGlassReason: note } })
      return
    case 'correct':
      await call('POST', '/articles/{id}/corrections', { params, body: { contentHash, note } })
      return
    case 'withdraw':
      await call('POST', '/articles/{id}/withdraw', { params, body: { contentHash, note } })
  }
}
