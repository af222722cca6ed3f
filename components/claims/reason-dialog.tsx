'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { z } from 'zod'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { type DraftOf, useDraft } from './claims-context.tsx'

const draftSchema = z.object({ reason: z.string() })

interface ReasonDialogProps {
  /** Where the reason is kept until it was sent; nowhere without it. */
  draft?: DraftOf
  /** It tells of what is confidential. */
  secret?: boolean
  title: string
  description: string
  /** The word on the button that does it. */
  confirm: string
  danger?: boolean
  act: (reason: string) => Promise<void>
  onClose: () => void
}

/** An act that goes into the record with a reason. */
export function ReasonDialog({ draft, secret = false, title, description, confirm, danger = false, act, onClose }: ReasonDialogProps) {
  const t = useTranslations('workbench.reasonDialog')
  const form = useId()
  const action = useAction()
  const [{ reason }, change, clear] = useDraft(draft ?? null, { reason: '' }, draftSchema, { secret: () => secret })
  const [missing, setMissing] = useState(false)

  async function handleSubmit() {
    if (reason.trim() === '') return setMissing(true)
    if (!(await action.run(() => act(reason)))) return
    clear()
    onClose()
  }

  function cancel() {
    clear()
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      keepOpen={reason !== ''}
      footer={
        <>
          <Button variant="ghost" onClick={cancel}>
            {t('cancel')}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} type="submit" form={form} busy={action.busy}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => void handleSubmit()} className="flex flex-col gap-3">
        <Field label={t('reason')} required error={missing && reason.trim() === '' ? t('missing') : action.fieldError('reason')}>
          {(control) => <Textarea {...control} autoFocus maxLength={2000} value={reason} onChange={(event) => change({ reason: event.target.value })} />}
        </Field>
        <ProblemNote problem={action.problem} fields={['reason']} />
      </Form>
    </Dialog>
  )
}
