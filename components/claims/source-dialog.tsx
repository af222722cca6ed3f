'use client'

import { Quote } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { useLayer } from '#components/ui/layers.ts'
import { ROOM_BESIDE_COPY, useMediaQuery } from '#components/ui/use-media-query.ts'
import { Select } from '#components/ui/select.tsx'
import { LoadingLines } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { Time } from '#components/ui/time.tsx'
import { call } from '#lib/client/api.ts'
import type { EvidenceDto, SourceDiffDto, SourceTextDto } from '#lib/api/schemas/claims.ts'
import { findExcerpt } from '#lib/domain/evidence/excerpt.ts'
import { holdsText } from './holds-text.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { type Answer, useAnswer } from './use-answer.ts'

interface SourceDialogProps {
  evidence: EvidenceDto
  /** The words of the article that it is about. */
  wording: string
  /** What is marked in its text, rather than the excerpt, where it stands there. */
  words?: string | null
  /** What it opens at; the text where there is nothing to compare. */
  view?: 'text' | 'changes'
  onClose: () => void
}

/** What a source says, as plain text beside the claim's words; its other captures, and what changed between them. */
export function SourceDialog({ evidence, wording, words = null, view = 'text', onClose }: SourceDialogProps) {
  const t = useTranslations('workbench.source')
  const format = useFormatter()
  const captured = evidence.captures.filter(holdsText)
  useLayer(true, onClose)
  // Where the claim stands in the margin.
  const beside = useMediaQuery(ROOM_BESIDE_COPY)
  const [chosen, setChosen] = useState(captured[0]?.id ?? '')
  const earlier = captured[captured.findIndex(({ id }) => id === chosen) + 1]
  const capture = captured.find(({ id }) => id === chosen)
  if (!capture) return null

  return (
    <Dialog
      open
      reading
      beside={beside}
      onOpenChange={(open) => !open && onClose()}
      width="lg"
      title={capture.title ?? evidence.title ?? evidence.fileName ?? t('untitled')}
    >
      <div className="flex flex-col gap-3">
        <p className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
          <Quote aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span>
            <span className="sr-only">{t('claim')}: </span>
            <span dir="auto" className="copy line-clamp-3">
              {wording}
            </span>
          </span>
        </p>
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          {capture.pasted ? t('pasted', { name: capture.requestedBy.name }) : (capture.finalUrl ?? evidence.url ?? evidence.fileName)}
          {' · '}
          <Time value={capture.finishedAt ?? capture.requestedAt} mode="exact" />
          {capture.sha256 !== null && (
            <>
              {' · '}SHA-256 <Fingerprint hash={capture.sha256} />
            </>
          )}
        </p>
        {captured.length > 1 && (
          <Select
            compact
            aria-label={t('capture')}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            options={captured.map(({ id, finishedAt, requestedAt }) => ({
              value: id,
              label: format.dateTime(new Date(finishedAt ?? requestedAt), { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
            }))}
          />
        )}
        {earlier ? (
          <Tabs
            key={chosen}
            label={t('views')}
            defaultValue={view}
            tabs={[
              { value: 'text', label: t('text'), content: <SourceText evidence={evidence} words={words} captureId={chosen} /> },
              { value: 'changes', label: t('changes'), content: <SourceChanges evidenceId={evidence.id} from={earlier.id} to={chosen} /> },
            ]}
          />
        ) : (
          <SourceText key={chosen} evidence={evidence} words={words} captureId={chosen} />
        )}
      </div>
    </Dialog>
  )
}

function SourceText({ evidence, words, captureId }: { evidence: EvidenceDto; words: string | null; captureId: string }) {
  const t = useTranslations('workbench.source')
  const source = useAnswer<SourceTextDto>((signal) =>
    call('GET', '/evidence/{id}/text', { params: { id: evidence.id }, query: { capture: captureId }, signal }),
  )
  return (
    <Answered answer={source}>
      {({ text }) => {
        const excerpt = evidence.excerpt === null ? null : findExcerpt(text, evidence.excerpt)
        const place = (words === null ? null : findExcerpt(text, words)) ?? excerpt
        return (
          <>
            {evidence.excerpt !== null && excerpt === null && (
              <p data-tone="warn" className="rounded-md bg-tone-soft px-3 py-2 text-sm text-tone">
                {t('excerptMissing')}
              </p>
            )}
            <div dir="auto" className="copy text-base leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
              {place === null ? (
                text.replaceAll('\f', PAGE_BREAK)
              ) : (
                <>
                  {text.slice(0, place.start).replaceAll('\f', PAGE_BREAK)}
                  <mark ref={scrollThere} className="rounded-sm bg-warn-soft text-ink">
                    {text.slice(place.start, place.end).replaceAll('\f', PAGE_BREAK)}
                  </mark>
                  {text.slice(place.end).replaceAll('\f', PAGE_BREAK)}
                </>
              )}
            </div>
          </>
        )
      }}
    </Answered>
  )
}

const PAGE_BREAK = '\n⁂\n'

function scrollThere(mark: HTMLElement | null) {
  mark?.scrollIntoView({ block: 'center' })
}

function SourceChanges({ evidenceId, from, to }: { evidenceId: string; from: string; to: string }) {
  const t = useTranslations('workbench.source')
  const changes = useAnswer<SourceDiffDto>((signal) =>
    call('GET', '/evidence/{id}/captures/{a}/diff/{b}', { params: { id: evidenceId, a: from, b: to }, signal }),
  )
  return (
    <Answered answer={changes}>
      {({ blocks }) =>
        blocks.length === 0 ? (
          <p className="text-muted">{t('unchanged')}</p>
        ) : (
          <ul className="flex flex-col gap-3">
            {blocks.map(({ parts }, index) => (
              <li key={index} className="border-l-2 border-line-strong pl-3">
                <DiffText parts={parts} />
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  )
}

function Answered<Value>({ answer, children }: { answer: Answer<Value>; children: (value: Value) => ReactNode }) {
  if (answer === null) return <LoadingLines />
  return 'problem' in answer ? <ProblemNote problem={answer.problem} /> : children(answer.value)
}
