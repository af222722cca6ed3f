'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CopyText } from '#components/ui/copy-text.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'

/** Makes a token and shows its secret, once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.tokenDialog')
  const ui = useTranslations('ui')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [name, setName] = useState('')
  const [write, setWrite] = useState(false)
  const [expires, setExpires] = useState('')
  const [secret, setSecret] = useState<string | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    await action.run(async () => {
      const made = await call('POST', '/tokens', {
        body: { name, scopes: write ? ['read', 'write'] : ['read'], ...(expires !== '' && { expiresAt: endOfDay(expires).toISOString() }) },
      })
      setSecret(made.token)
      router.refresh()
    })
  }

  if (secret !== null) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        keepOpen
        title={t('madeTitle')}
        description={t('madeDetail')}
        footer={<Button onClick={onClose}>{ui('close')}</Button>}
      >
        <CopyText label={t('secret')} text={secret} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      keepOpen={name !== ''}
      title={t('title')}
      description={t('description')}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProblemNote problem={action.problem} fields={['name', 'expiresAt']} />
        <Field label={t('name')} hint={t('nameHint')} required error={action.fieldError('name')}>
          {(control) => <Input {...control} dir="auto" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Checkbox checked={write} onCheckedChange={setWrite} label={t('write')} hint={t('writeHint')} />
        <Field label={t('expires')} hint={t('expiresHint')} error={action.fieldError('expiresAt')}>
          {(control) => <Input {...control} type="date" value={expires} onChange={(event) => setExpires(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}

/** The last moment of a day (`2026-07-31`) where the person is. */
function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59`)
}
