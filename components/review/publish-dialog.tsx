'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type FormEvent, useId, useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import type { BlockerDto, PublicationDto } from '#lib/api/schemas/review.ts'
import { type ApiProblem, call } from '#lib/client/api.ts'
import { ChangesSince } from '#components/history/changes-since.tsx'
import { type Answered, useArticleAnswer } from '#components/shell/article-now.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { shortHash } from '#components/ui/fingerprint.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { BlockerList } from './blocker-list.tsx'
import { blockersOf, isLifted } from './blockers-of.ts'

export type PublishAct = 'publish' | 'breakGlass' | 'correct' | 'withdraw'

interface PublishDialogProps {
  act: PublishAct
  article: Pick<ArticleDto, 'id' | 'title' | 'stage' | 'contentHash' | 'publishedContentHash'>
  /** What the text on the page is kept as; null where it is kept as no version. */
  signedVersionId?: string | null
  /** What readers have, for a correction to be compared with. */
  publishedVersionId?: string | null
  /** Fetches the page anew, whether it went or not. */
  refresh: () => void
  onClose: () => void
}

/** Says exactly what will happen to which text, and asks once. It speaks of the text that was on the page when it opened. */
export function PublishDialog({ act, article, signedVersionId = null, publishedVersionId = null, refresh, onClose }: PublishDialogProps) {
  const t = useTranslations(`review.publishDialog.${act}`)
  const shared = useTranslations('review.publishDialog')
  const formId = useId()
  const action = useAction()
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const [contentHash, setContentHash] = useState(article.contentHash)
  const answer = useArticleAnswer()
  const changed = changedTo(action.problem)
  const holding = changed === null ? [] : holdingBack(act, changed.blockers)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (act !== 'publish' && note.trim() === '') return setMissing(true)
    const went = await action.run(async () => answer(await send(act, { id: article.id, contentHash, note }), article))
    refresh()
    if (!went) return
    toast({ tone: 'good', title: t('done') })
    onClose()
  }

  /** Another text than the one that was read: it is asked for once more. */
  function decideOn(hash: string): void {
    action.clear()
    setContentHash(hash)
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('description')}
      keepOpen={note !== ''}
      width={act === 'correct' ? 'lg' : 'sm'}
      footer={
        changed === null ? (
          <FormFooter formId={formId} busy={action.busy} onCancel={onClose} variant={variantOf(act, action.problem)}>
            {t('confirm', { hash: shortHash(contentHash) })}
          </FormFooter>
        ) : (
          <>
            <Button onClick={onClose}>{shared('close')}</Button>
            {holding.length === 0 && (
              <Button onClick={() => decideOn(changed.contentHash)}>{shared('decideAnew', { hash: shortHash(changed.contentHash) })}</Button>
            )}
          </>
        )
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p dir="auto" className="copy text-xl font-semibold">
          {article.title}
        </p>
        <ProblemNote problem={action.problem} fields={['note', 'breakGlassReason']} />
        {changed !== null && (
          <p>
            {shared('changedTo', { before: shortHash(contentHash), after: shortHash(changed.contentHash) })}{' '}
            <Link
              href={`/articles/${article.id}/history${signedVersionId === null ? '' : `?from=${signedVersionId}`}`}
              className="text-accent underline underline-offset-2"
            >
              {shared('readChange')}
            </Link>
          </p>
        )}
        {holding.length > 0 && (
          <>
            <p>{shared('changedHeld')}</p>
            <div className="rounded-md border border-line">
              <BlockerList gate={{ publishable: false, blockers: holding }} />
            </div>
          </>
        )}
        {act === 'correct' && publishedVersionId !== null && (
          <section className="flex flex-col gap-2">
            <h3 className="text-sm font-semibold">{shared('correct.changes')}</h3>
            <ChangesSince key={contentHash} versionId={publishedVersionId} />
          </section>
        )}
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

/** The text that stands now, where it is another one than was to go out. */
function changedTo(problem: ApiProblem | null): { contentHash: string; blockers: BlockerDto[] } | null {
  const contentHash = problem?.members['contentHash']
  return problem?.code === 'content-changed' && typeof contentHash === 'string' ? { contentHash, blockers: blockersOf(problem) } : null
}

function holdingBack(act: PublishAct, blockers: readonly BlockerDto[]): BlockerDto[] {
  if (act === 'withdraw') return []
  return blockers.filter((blocker) => act !== 'breakGlass' || !isLifted(blocker))
}

function variantOf(act: PublishAct, problem: ApiProblem | null): 'primary' | 'secondary' | 'danger' {
  if (problem?.code === 'gate') return 'secondary'
  return act === 'withdraw' || act === 'breakGlass' ? 'danger' : 'primary'
}

const STAGES = { publication: 'published', correction: 'corrected', withdrawal: 'withdrawn' } as const

async function send(act: PublishAct, given: { id: string; contentHash: string; note: string }): Promise<Answered> {
  const { kind, url, contentHash } = await post(act, given)
  return { stage: STAGES[kind], publicUrl: url, publishedContentHash: contentHash }
}

async function post(act: PublishAct, { id, contentHash, note }: { id: string; contentHash: string; note: string }): Promise<PublicationDto> {
  const params = { id }
  switch (act) {
    case 'publish':
      return await call('POST', '/articles/{id}/publish', { params, body: { contentHash } })
    case 'breakGlass':
      return await call('POST', '/articles/{id}/publish', { params, body: { contentHash, breakGlassReason: note } })
    case 'correct':
      return await call('POST', '/articles/{id}/corrections', { params, body: { contentHash, note } })
    case 'withdraw':
      return await call('POST', '/articles/{id}/withdraw', { params, body: { contentHash, note } })
  }
}
