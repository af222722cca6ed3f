'use client'

import { BookOpenText, CircleCheck, CircleX, ClipboardPaste, LoaderCircle, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { call } from '#lib/client/api.ts'
import type { CaptureDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { useClaimsContext, useDraft } from './claims-context.tsx'
import { holdsText } from './holds-text.ts'
import { SourceDialog } from './source-dialog.tsx'

interface CaptureLineProps {
  evidence: EvidenceDto
  wording: string
  /** Capturing again and pasting are offered. */
  mayAdd: boolean
}

/** What has become of capturing a link, and what can be done about it. */
export function CaptureLine({ evidence, wording, mayAdd }: CaptureLineProps) {
  const t = useTranslations('workbench.capture')
  const { store } = useClaimsContext()
  const again = useAction({ report: 'toast' })
  const [isReading, setReading] = useState(false)
  const [{ open: isPasting }, changePasting] = useDraft(`pasting:${evidence.id}`, { open: false })
  const [newest] = evidence.captures
  if (!newest) return null
  const hasText = evidence.captures.some(holdsText)
  const isFile = evidence.type === 'file'
  if (isFile && newest.state === 'captured' && !hasText) return null

  async function captureAgain() {
    await again.run(async () => {
      await call('POST', '/evidence/{id}/captures', { params: { id: evidence.id }, body: {} })
    })
    await store.refresh()
  }

  return (
    <div className="flex flex-col gap-1.5">
      <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <CaptureState capture={newest} isFile={isFile} />
      </p>
      <div className="flex flex-wrap gap-1">
        {hasText && (
          <Button size="sm" variant="ghost" icon={<BookOpenText aria-hidden />} onClick={() => setReading(true)}>
            {t('read')}
          </Button>
        )}
        {mayAdd && newest.state !== 'queued' && evidence.type === 'link' && (
          <Button size="sm" variant="ghost" icon={<RefreshCw aria-hidden />} busy={again.busy} onClick={() => void captureAgain()}>
            {t('again')}
          </Button>
        )}
        {mayAdd && !isPasting && newest.state === 'failed' && (
          <Button size="sm" variant="ghost" icon={<ClipboardPaste aria-hidden />} onClick={() => changePasting({ open: true })}>
            {t('paste')}
          </Button>
        )}
      </div>
      {isPasting && <PasteForm evidenceId={evidence.id} onDone={() => changePasting({ open: false })} />}
      {isReading && <SourceDialog evidence={evidence} wording={wording} onClose={() => setReading(false)} />}
    </div>
  )
}

function CaptureState({ capture, isFile }: { capture: CaptureDto; isFile: boolean }) {
  const t = useTranslations('workbench.capture')
  const at = <Time value={capture.finishedAt ?? capture.requestedAt} />
  switch (capture.state) {
    case 'queued':
      return (
        <Badge tone="wait" plain icon={<LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" />}>
          {t(isFile ? 'reading' : 'queued')}
        </Badge>
      )
    case 'captured':
      return (
        <>
          <Badge tone="good" plain icon={<CircleCheck aria-hidden />}>
            {t(capture.pasted ? 'pasted' : isFile ? 'fileRead' : 'captured')}
          </Badge>
          <span className="text-faint">{at}</span>
        </>
      )
    case 'failed':
      return (
        <>
          <Badge tone="bad" plain icon={<CircleX aria-hidden />}>
            {t(isFile ? 'notRead' : 'failed')}
          </Badge>
          <span className="text-muted">{t(`failures.${capture.failure ?? 'unreachable'}`, { detail: capture.detail ?? '' })}</span>
        </>
      )
  }
}

function PasteForm({ evidenceId, onDone }: { evidenceId: string; onDone: () => void }) {
  const t = useTranslations('workbench.capture')
  const { store } = useClaimsContext()
  const action = useAction()
  const [{ text }, change, clear] = useDraft(`paste:${evidenceId}`, { text: '' })

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const done = await action.run(async () => {
      await call('POST', '/evidence/{id}/captures', { params: { id: evidenceId }, body: { text } })
    })
    if (!done) return
    toast({ tone: 'good', title: t('pastedDone') })
    clear()
    onDone()
    await store.refresh()
  }

  return (
    <form onSubmit={(event) => void handleSubmit(event)} noValidate className="flex flex-col gap-2">
      <Field label={t('pasteField')} hint={t('pasteHint')} required error={action.fieldError('text')}>
        {(control) => <Textarea {...control} autoFocus rows={5} value={text} onChange={(event) => change({ text: event.target.value })} />}
      </Field>
      <ProblemNote problem={action.problem} fields={['text']} />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={action.busy}>
          {t('keep')}
        </Button>
      </div>
    </form>
  )
}
