'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { useRefresh } from '#components/shell/use-refresh.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'

export type ObjectedClaim = NonNullable<ReviewDto['legalFlags'][number]['claim']>

interface ObjectDialogProps {
  articleId: string
  /** null: one of all claims is chosen. */
  claim: ObjectedClaim | null
  onClose: () => void
}

/** CL-1g: legal objects to a claim, with the reason. */
export function ObjectDialog({ articleId, claim, onClose }: ObjectDialogProps) {
  const t = useTranslations('review.objection')
  const formId = useId()
  const action = useAction()
  const { refresh } = useRefresh()
  const claims = useClaims(articleId, claim)
  const [claimId, setClaimId] = useState(claim?.id ?? '')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const about = claims?.find(({ id }) => id === claimId)

  async function submit(): Promise<void> {
    if (claimId === '') return setMissing(true)
    const went = await action.run(async () => {
      await call('POST', '/claims/{id}/queries', { params: { id: claimId }, body: { question: reason, objection: true } })
    })
    if (!went) return
    toast({ tone: 'good', title: t('done', { number: about?.number ?? 0 }) })
    onClose()
    refresh()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={claim ? t('titleOne', { number: claim.number }) : t('title')}
      description={t('description')}
      keepOpen={reason !== ''}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <Form id={formId} onSubmit={() => void submit()} className="flex flex-col gap-4">
        {claim === null && (
          <Field label={t('claim')} {...(claims?.length === 0 && { hint: t('none') })} error={missing && claimId === '' ? t('missing') : null}>
            {(control) => (
              <Select
                {...control}
                value={claimId}
                onChange={(event) => setClaimId(event.target.value)}
                options={[
                  { value: '', label: t('choose') },
                  ...(claims ?? []).map(({ id, number, wording }) => ({ value: id, label: t('option', { number, wording }) })),
                ]}
              />
            )}
          </Field>
        )}
        {about && (
          <blockquote dir="auto" className="copy border-l-2 border-line pl-3 text-lg leading-snug">
            {about.wording}
          </blockquote>
        )}
        <ProblemNote problem={action.problem} fields={['question']} />
        <Field label={t('reason')} hint={t('reasonHint')} required error={action.fieldError('question')}>
          {(control) => <Textarea {...control} rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      </Form>
    </Dialog>
  )
}

/** The claims to choose from; null until they are there. */
function useClaims(articleId: string, only: ObjectedClaim | null): readonly ObjectedClaim[] | null {
  const [claims, setClaims] = useState<readonly ObjectedClaim[] | null>(only && [only])
  useEffect(() => {
    if (only) return
    let gone = false
    void call('GET', '/articles/{id}/claims', { params: { id: articleId }, query: { limit: 1000 } }).then(
      ({ items }) => !gone && setClaims(items),
      () => !gone && setClaims([]),
    )
    return () => {
      gone = true
    }
  }, [articleId, only])
  return claims
}
