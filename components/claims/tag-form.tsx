'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { CLAIM_KINDS, type ClaimKind, type Priority } from '#lib/domain/claims/terms.ts'
import { PriorityField } from './priority-field.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import type { Action } from '#components/shell/use-action.ts'

export interface TagDraft {
  kind: ClaimKind
  priority: Priority
  note: string
}

interface TagFormProps {
  /** The words to be tagged. */
  words: string
  draft: TagDraft
  onChange: (change: Partial<TagDraft>) => void
  action: Action
  onSubmit: () => void
  onCancel: () => void
}

export function TagForm({ words, draft, onChange, action, onSubmit, onCancel }: TagFormProps) {
  const t = useTranslations('workbench.tag')
  const tKind = useTranslations('claimKind')

  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-3">
      <blockquote dir="auto" className="copy line-clamp-3 border-l-2 border-line-strong pl-2 text-base text-muted">
        {words}
      </blockquote>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t('kind')} error={action.fieldError('kind')}>
          {(control) => (
            <Select
              {...control}
              value={draft.kind}
              onChange={(event) => onChange({ kind: CLAIM_KINDS.find((known) => known === event.target.value) ?? draft.kind })}
              options={CLAIM_KINDS.map((value) => ({ value, label: tKind(value) }))}
            />
          )}
        </Field>
        <PriorityField label={t('priority')} value={draft.priority} onChange={(value) => onChange({ priority: value ?? draft.priority })} />
      </div>
      <Field label={t('note')} error={action.fieldError('note')}>
        {(control) => <Textarea {...control} rows={2} maxLength={2000} value={draft.note} onChange={(event) => onChange({ note: event.target.value })} />}
      </Field>
      <ProblemNote problem={action.problem} fields={['kind', 'note']} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
        {/* The kind is guessed: Enter agrees, Shift-Tab goes back to what can be changed. */}
        <Button autoFocus variant="primary" type="submit" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
          {t('submit')}
        </Button>
      </div>
    </Form>
  )
}
