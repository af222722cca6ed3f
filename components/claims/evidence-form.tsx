'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { call, upload } from '#lib/client/api.ts'
import { CALL_TERMS, EVIDENCE_RELATIONS } from '#lib/domain/claims/terms.ts'
import { useClaimsContext, useDraft } from './claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { ReaderPicker } from './reader-picker.tsx'
import { useAction } from '#components/shell/use-action.ts'

const TYPES = ['link', 'file', 'note', 'call'] as const

const draftSchema = z.object({
  type: z.enum(TYPES),
  relation: z.enum(EVIDENCE_RELATIONS),
  url: z.string(),
  /** Only the page holds it: a tab keeps words. */
  file: z.unknown().transform((file) => (file instanceof File ? file : null)),
  title: z.string(),
  text: z.string(),
  excerpt: z.string(),
  locator: z.string(),
  reached: z.string(),
  /** As the clock of this person shows it. */
  reachedAt: z.string(),
  /** Empty until it is chosen: nothing about a source is presumed. */
  terms: z.enum([...CALL_TERMS, '']),
  confidential: z.boolean(),
  readers: z.array(z.string()),
})
type EvidenceDraft = z.output<typeof draftSchema>

const BLANK: EvidenceDraft = {
  type: 'link',
  relation: 'supports',
  url: '',
  file: null,
  title: '',
  text: '',
  excerpt: '',
  locator: '',
  reached: '',
  reachedAt: '',
  terms: '',
  confidential: false,
  readers: [],
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10
}

/** The clock of this browser, by which the field is read. */
function zoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')
}

/** As the browser's own field writes it. */
function nowHere(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Fields that nobody filled in are left out. */
function formOf({ file, relation, title, excerpt, locator, confidential, readers }: EvidenceDraft): FormData {
  const form = new FormData()
  const fields = { type: 'file', relation, title: title.trim(), excerpt: excerpt.trim(), locator: locator.trim(), confidential: String(confidential) }
  for (const [name, value] of Object.entries(fields)) if (value !== '') form.set(name, value)
  if (confidential) for (const reader of readers) form.append('readers', reader)
  if (file !== null) form.set('file', file)
  return form
}

interface EvidenceFormProps {
  claimId: string
  /** It was opened just now, and not found open. */
  starts: boolean
  /** With what was added; nothing when it was called off. */
  onDone: (addedId: string | null) => void
}

export function EvidenceForm({ claimId, starts, onDone }: EvidenceFormProps) {
  const t = useTranslations('workbench.evidenceForm')
  const tRelation = useTranslations('evidenceRelation')
  const tTerms = useTranslations('callTerms')
  const { store, fileBytes, userId } = useClaimsContext()
  const action = useAction()
  const [draft, change, clear] = useDraft({ claimId, form: 'evidence' }, BLANK, draftSchema, { secret: ({ confidential }) => confidential })
  const { type, relation, url, file, title, text, excerpt, locator, reached, reachedAt, terms, confidential, readers } = draft
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Told at once: the server would say the same after the whole of it has gone up.
  const tooLarge =
    type === 'file' && file !== null && file.size > fileBytes ? t('fileTooLarge', { size: megabytes(file.size), most: megabytes(fileBytes) }) : undefined

  // Most evidence is a link: its address comes first, the choice of another type stands before it. The panel brings it
  // in sight (WB-10c); the browser would move the page for that.
  useEffect(() => {
    if (starts) form.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [starts])

  async function handleSubmit() {
    if (type === 'call' && (reached.trim() === '' || reachedAt === '' || terms === '')) return setMissing(true)
    if (tooLarge) return
    let addedId: string | null = null
    const done = await action.run(async () => {
      if (type === 'file') ({ id: addedId } = await upload('/claims/{id}/evidence', { params: { id: claimId }, form: formOf(draft) }))
      else
        ({ id: addedId } = await call('POST', '/claims/{id}/evidence', {
          params: { id: claimId },
          body: {
            type,
            relation,
            ...(type === 'link' && { url: url.trim() }),
            ...(title.trim() !== '' && { title }),
            ...(text.trim() !== '' && { text }),
            ...(excerpt.trim() !== '' && { excerpt }),
            ...(locator.trim() !== '' && { locator }),
            ...(type === 'call' && terms !== '' && { reached, terms, reachedAt: new Date(reachedAt).toISOString() }),
            confidential,
            ...(confidential && { readers }),
          },
        }))
    })
    if (!done) return
    toast({ tone: 'good', title: t('added') })
    clear()
    onDone(addedId)
    await store.refresh()
  }

  /** The next evidence starts from nothing: what was confidential of this one must not be un-ticked by mistake. */
  function discard() {
    clear()
    onDone(null)
  }

  return (
    <Form ref={form} onSubmit={() => void handleSubmit()} onLeave={() => onDone(null)} className="flex flex-col gap-2.5">
      <div className="grid grid-cols-2 gap-2">
        <Field label={t('type')}>
          {(control) => (
            <Select
              {...control}
              value={type}
              onChange={(event) => change({ type: TYPES.find((known) => known === event.target.value) ?? type })}
              options={TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('relation')}>
          {(control) => (
            <Select
              {...control}
              value={relation}
              onChange={(event) => change({ relation: EVIDENCE_RELATIONS.find((known) => known === event.target.value) ?? relation })}
              options={EVIDENCE_RELATIONS.map((value) => ({ value, label: tRelation(value) }))}
            />
          )}
        </Field>
      </div>
      {type === 'link' && (
        <Field label={t('url')} required error={action.fieldError('url')}>
          {(control) => (
            <Input {...control} type="url" inputMode="url" placeholder="https://" value={url} onChange={(event) => change({ url: event.target.value })} />
          )}
        </Field>
      )}
      {type === 'call' && (
        <>
          <Field
            label={t('reached')}
            hint={t('reachedHint')}
            required
            error={missing && reached.trim() === '' ? t('reachedMissing') : action.fieldError('reached')}
          >
            {(control) => <Input {...control} maxLength={300} value={reached} onChange={(event) => change({ reached: event.target.value })} />}
          </Field>
          <Field
            label={t('reachedAt')}
            hint={t('reachedAtHint', { zone: zoneHere() })}
            required
            error={missing && reachedAt === '' ? t('reachedAtMissing') : action.fieldError('reachedAt')}
          >
            {(control) => (
              <div className="flex items-center gap-1.5">
                <Input {...control} type="datetime-local" value={reachedAt} onChange={(event) => change({ reachedAt: event.target.value })} />
                <Button size="sm" onClick={() => change({ reachedAt: nowHere() })}>
                  {t('now')}
                </Button>
              </div>
            )}
          </Field>
          <Field label={t('terms')} required error={missing && terms === '' ? t('termsMissing') : action.fieldError('terms')}>
            {(control) => (
              <Select
                {...control}
                value={terms}
                onChange={(event) => change({ terms: CALL_TERMS.find((known) => known === event.target.value) ?? terms })}
                options={[{ value: '', label: t('termsChoose') }, ...CALL_TERMS.map((value) => ({ value, label: tTerms(value) }))]}
              />
            )}
          </Field>
        </>
      )}
      {type === 'file' && (
        <Field label={t('file')} hint={t('fileHint')} required error={tooLarge ?? action.fieldError('file')}>
          {(control) => <Input {...control} type="file" onChange={(event) => change({ file: event.target.files?.[0] ?? null })} />}
        </Field>
      )}
      <Field label={t('titleField')} error={action.fieldError('title')}>
        {(control) => <Input {...control} maxLength={300} value={title} onChange={(event) => change({ title: event.target.value })} />}
      </Field>
      {(type === 'note' || type === 'call') && (
        <Field label={type === 'call' ? t('said') : t('text')} required error={action.fieldError('text')}>
          {(control) => <Textarea {...control} value={text} onChange={(event) => change({ text: event.target.value })} />}
        </Field>
      )}
      <Field label={t('excerpt')} hint={t('excerptHint')} error={action.fieldError('excerpt')}>
        {(control) => <Textarea {...control} rows={2} value={excerpt} onChange={(event) => change({ excerpt: event.target.value })} />}
      </Field>
      <Field label={t('locator')} hint={t('locatorHint')} error={action.fieldError('locator')}>
        {(control) => <Input {...control} maxLength={100} value={locator} onChange={(event) => change({ locator: event.target.value })} />}
      </Field>
      <Checkbox checked={confidential} onCheckedChange={(on) => change({ confidential: on })} label={t('confidential')} hint={t('confidentialHint')} />
      {confidential && (
        <ReaderPicker adderId={userId} chosen={new Set(readers)} onChange={(chosen) => change({ readers: [...chosen] })} error={action.fieldError('readers')} />
      )}
      <ProblemNote problem={action.problem} fields={['url', 'file', 'title', 'text', 'excerpt', 'locator', 'reached', 'reachedAt', 'terms', 'readers']} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={discard}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={action.busy}>
          {t('submit')}
        </Button>
      </div>
    </Form>
  )
}
