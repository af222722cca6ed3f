'use client'

import { BookOpenText, CircleCheck, CircleX, ClipboardPaste, GitCompare, LoaderCircle, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { useHeldFocus } from '#components/ui/focus.ts'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { call } from '#lib/client/api.ts'
import type { CaptureDto, ClaimDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { useClaimsContext, useDraft, useOpenForm } from './claims-context.tsx'
import { holdsText } from './holds-text.ts'
import { SourceDialog } from './source-dialog.tsx'
import { useAnswer } from './use-answer.ts'

interface CaptureLineProps {
  evidence: EvidenceDto
  claim: ClaimDto
}

/** What has become of capturing a link, and what can be done about it. */
export function CaptureLine({ evidence, claim }: CaptureLineProps) {
  const t = useTranslations('workbench.capture')
  const { store } = useClaimsContext()
  const again = useAction({ report: 'toast' })
  const [reading, setReading] = useState<'text' | 'changes' | null>(null)
  const [isPasting, setPasting, startsPasting] = useOpenForm({ claimId: claim.id, form: `pasting:${evidence.id}` })
  const held = useHeldFocus<HTMLDivElement>()
  const [newest] = evidence.captures
  if (!newest) return null
  const hasText = evidence.captures.some(holdsText)
  const before = captureBefore(evidence)
  const isFile = evidence.type === 'file'
  if (isFile && newest.state === 'captured' && !hasText) return null

  async function captureAgain() {
    await again.run(async () => {
      await call('POST', '/evidence/{id}/captures', { params: { id: evidence.id }, body: {} })
    })
    await store.refresh()
  }

  return (
    <div {...held} className="flex flex-col gap-1.5 outline-none">
      <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <CaptureState capture={newest} isFile={isFile} />
      </p>
      {before && (
        <SinceBefore key={`${before.id} ${newest.id}`} evidenceId={evidence.id} before={before} newest={newest} onCompare={() => setReading('changes')} />
      )}
      <div className="flex flex-wrap gap-1">
        {hasText && (
          <Button size="sm" variant="ghost" icon={<BookOpenText aria-hidden />} onClick={() => setReading('text')}>
            {t('read')}
          </Button>
        )}
        {claim.abilities.addEvidence && newest.state !== 'queued' && evidence.type === 'link' && (
          <Button size="sm" variant="ghost" icon={<RefreshCw aria-hidden />} busy={again.busy} onClick={() => void captureAgain()}>
            {t('again')}
          </Button>
        )}
        {evidence.abilities.pasteText && !isPasting && (
          <Button size="sm" variant="ghost" icon={<ClipboardPaste aria-hidden />} onClick={() => setPasting(true)}>
            {t('paste')}
          </Button>
        )}
      </div>
      {isPasting && evidence.abilities.pasteText && (
        <PasteForm evidence={evidence} claimId={claim.id} starts={startsPasting} onDone={() => setPasting(false)} />
      )}
      {reading !== null && <SourceDialog evidence={evidence} wording={claim.wording} view={reading} onClose={() => setReading(null)} />}
    </div>
  )
}

/** What the newest capture can be compared with; a pasted text differs for reasons of its own. */
function captureBefore({ type, captures }: EvidenceDto): CaptureDto | undefined {
  const [newest, before] = captures.filter(holdsText)
  return type === 'link' && newest === captures[0] && !newest?.pasted && !before?.pasted ? before : undefined
}

interface SinceBeforeProps {
  evidenceId: string
  before: CaptureDto
  newest: CaptureDto
  onCompare: () => void
}

/** Whether the source says the same as when it was captured before; nothing while that is not known. */
function SinceBefore({ evidenceId, before, newest, onCompare }: SinceBeforeProps) {
  const t = useTranslations('workbench.capture')
  const isSame = before.sha256 !== null && before.sha256 === newest.sha256
  const changes = useAnswer(async (signal) =>
    isSame ? 0 : (await call('GET', '/evidence/{id}/captures/{a}/diff/{b}', { params: { id: evidenceId, a: before.id, b: newest.id }, signal })).blocks.length,
  )
  return (
    <div role="status">
      {changes !== null && 'value' in changes && changes.value === 0 && <p className="text-muted">{t('unchanged')}</p>}
      {changes !== null && 'value' in changes && changes.value > 0 && (
        <Button size="sm" icon={<GitCompare aria-hidden />} onClick={onCompare}>
          {t('changed')}
        </Button>
      )}
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
            {capture.pasted ? t('pasted', { name: capture.requestedBy.name }) : t(isFile ? 'fileRead' : 'captured')}
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

const pasteSchema = z.object({ text: z.string() })

interface PasteFormProps {
  evidence: EvidenceDto
  claimId: string
  /** It was opened just now, and not found open. */
  starts: boolean
  onDone: () => void
}

function PasteForm({ evidence, claimId, starts, onDone }: PasteFormProps) {
  const t = useTranslations('workbench.capture')
  const { store } = useClaimsContext()
  const action = useAction()
  const [{ text }, change, clear] = useDraft({ claimId, form: `paste:${evidence.id}` }, { text: '' }, pasteSchema, {
    secret: () => evidence.confidential,
  })

  async function handleSubmit() {
    const done = await action.run(async () => {
      await call('POST', '/evidence/{id}/captures', { params: { id: evidence.id }, body: { text } })
    })
    if (!done) return
    toast({ tone: 'good', title: t('pastedDone') })
    clear()
    onDone()
    await store.refresh()
  }

  return (
    <Form onSubmit={() => void handleSubmit()} onLeave={onDone} className="flex flex-col gap-2">
      <Field label={t('pasteField')} hint={t('pasteHint')} required error={action.fieldError('text')}>
        {(control) => <Textarea {...control} autoFocus={starts} rows={5} value={text} onChange={(event) => change({ text: event.target.value })} />}
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
    </Form>
  )
}
