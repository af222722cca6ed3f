'use client'

import { Bookmark } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'

/** Freezes the copy as it stands now, under a name. */
export function NameVersion({ articleId }: { articleId: string }) {
  const t = useTranslations('history.nameVersion')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const went = await action.run(async () => {
      await call('POST', '/articles/{id}/versions', { params: { id: articleId }, body: { name } })
    })
    if (!went) return
    setOpen(false)
    setName('')
    router.push(`/articles/${articleId}/history`)
    router.refresh()
  }

  return (
    <>
      <Button icon={<Bookmark aria-hidden />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        description={t('description')}
        footer={
          <FormFooter formId={formId} busy={action.busy} onCancel={() => setOpen(false)}>
            {t('submit')}
          </FormFooter>
        }
      >
        <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ProblemNote problem={action.problem} fields={['name']} />
          <Field label={t('name')} hint={t('hint')} required error={action.fieldError('name')}>
            {(control) => <Input {...control} dir="auto" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        </form>
      </Dialog>
    </>
  )
}
