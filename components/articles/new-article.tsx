'use client'

import { FilePlus2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useRef, useState } from 'react'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

const FORMATS = ['text', 'markdown', 'html'] as const
type Format = (typeof FORMATS)[number]

interface NewArticleProps {
  /** Desks on which this person may start one. */
  desks: readonly { id: string; name: string }[]
  /** Opened by the address. */
  initiallyOpen: boolean
}

/** The button, and its dialog. What was typed stays while the page is open, also when the dialog is closed. */
export function NewArticle({ desks, initiallyOpen }: NewArticleProps) {
  const t = useTranslations('articles')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [open, setOpen] = useState(initiallyOpen)
  const [title, setTitle] = useState('')
  const [deskId, setDeskId] = useState(desks[0]?.id ?? '')
  const [format, setFormat] = useState<Format>('text')
  const [content, setContent] = useState('')
  const [missing, setMissing] = useState(false)
  const headline = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (title.trim() === '') {
      setMissing(true)
      headline.current?.focus()
      return
    }
    await action.run(async () => {
      const article = await call('POST', '/articles', { body: { title, deskId, format, content } })
      router.push(`/articles/${article.id}`)
    })
  }

  return (
    <>
      <Button variant="primary" icon={<FilePlus2 aria-hidden />} onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('create.title')}
        description={t('create.description')}
        keepOpen={title !== '' || content !== ''}
        width="md"
        footer={
          <FormFooter formId={formId} busy={action.busy} onCancel={() => setOpen(false)}>
            {t('create.submit')}
          </FormFooter>
        }
      >
        <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <ProblemNote problem={action.problem} fields={['title', 'deskId', 'content']} />
          <Field label={t('create.headline')} required error={missing && title.trim() === '' ? t('create.headlineMissing') : action.fieldError('title')}>
            {(control) => (
              <Input {...control} ref={headline} dir="auto" className="copy" value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
            )}
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('create.desk')} error={action.fieldError('deskId')}>
              {(control) => (
                <Select
                  {...control}
                  options={desks.map((desk) => ({ value: desk.id, label: desk.name }))}
                  value={deskId}
                  onChange={(event) => setDeskId(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('create.format')}>
              {(control) => (
                <Select
                  {...control}
                  options={FORMATS.map((value) => ({ value, label: t(`create.formats.${value}`) }))}
                  value={format}
                  onChange={(event) => setFormat(FORMATS.find((value) => value === event.target.value) ?? 'text')}
                />
              )}
            </Field>
          </div>
          <Field label={t('create.content')} hint={format === 'text' ? t('create.contentHint') : undefined} error={action.fieldError('content')}>
            {(control) => <Textarea {...control} rows={8} className="copy text-lg" value={content} onChange={(event) => setContent(event.target.value)} />}
          </Field>
        </form>
      </Dialog>
    </>
  )
}
