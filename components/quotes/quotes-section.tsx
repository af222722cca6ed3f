'use client'

import { BookOpenText, PencilLine, Quote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { evidenceName } from '#components/claims/evidence-name.ts'
import { holdsText } from '#components/claims/holds-text.ts'
import { ReasonDialog } from '#components/claims/reason-dialog.tsx'
import { Section } from '#components/claims/section.tsx'
import { SourceDialog } from '#components/claims/source-dialog.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { QuoteComparisonDto, QuotesDto } from '#lib/api/schemas/quotes.ts'
import { call } from '#lib/client/api.ts'
import { isSameSpeaker } from '#lib/domain/quotes/same-speaker.ts'
import { sourceWording } from '#lib/domain/quotes/source-wording.ts'
import { QuoteDiff } from './quote-diff.tsx'
import { lookOf } from './quote-look.ts'
import { SpeakerLine } from './speaker-line.tsx'
import { UnpairedNote } from './unpaired-note.tsx'

interface QuotesSectionProps {
  claim: ClaimDto
  /** Opens the form in which a wording is proposed, with this one in it. */
  onPropose?: (wording: string) => void
}

/** The quotes in a claim beside each of its sources; nothing for a claim that quotes nobody. */
export function QuotesSection({ claim, onPropose }: QuotesSectionProps) {
  const t = useTranslations('workbench.quotes')
  const { store } = useClaimsContext()
  const [quotes, setQuotes] = useState<QuotesDto | null>(null)
  const [failed, setFailed] = useState(false)
  const [overriding, setOverriding] = useState<string | null>(null)
  const isAsked = mayQuote(claim)

  // A claim that did not change keeps its object: another one means that words or evidence may be others.
  useEffect(() => {
    if (!isAsked) return
    const aborted = new AbortController()
    call('GET', '/claims/{id}/quotes', { params: { id: claim.id }, signal: aborted.signal }).then(
      (answer) => {
        setQuotes(answer)
        setFailed(false)
      },
      () => {
        if (!aborted.signal.aborted) setFailed(true)
      },
    )
    return () => aborted.abort()
  }, [claim, isAsked])

  if (isAsked && failed)
    return (
      <Section title={t('title')}>
        <p role="alert" className="text-sm text-muted">
          {t('failed')}
        </p>
      </Section>
    )
  if (!isAsked || !quotes || quotes.quotes.length === 0) return null
  return (
    <Section title={t('title')}>
      <ul className="flex flex-col gap-3">
        {quotes.quotes.map((found) => {
          const { quote, quoteHash, unpaired, altered, holdsBack, override } = found
          const items = quotes.items.filter((item) => item.quoteHash === quoteHash)
          return (
            <li key={quoteHash} className="flex flex-col gap-1.5 text-sm">
              <p dir="auto" className="copy flex gap-1.5 text-base leading-snug">
                <Quote aria-hidden className="mt-1 size-3.5 shrink-0 text-faint" />
                {quote}
              </p>
              {unpaired && <UnpairedNote />}
              <SpeakerLine
                claimId={claim.id}
                quote={found}
                mayName={quotes.abilities.nameSpeaker}
                name={async (speaker) =>
                  setQuotes(await call('POST', '/claims/{id}/quotes/speaker', { params: { id: claim.id }, body: { quoteHash, speaker } }))
                }
              />
              {(items.length > 0 || !holdsBack) && (
                <Sources items={items} speaker={found.speaker} claim={claim} onPropose={claim.abilities.propose ? onPropose : undefined} />
              )}
              {altered && (
                <p role="status" data-tone="bad" className="flex flex-col items-start gap-2 rounded-md bg-tone-soft p-2">
                  <span>{t(`blocks.${clearing(quotes.abilities)}`)}</span>
                  {!quotes.abilities.override && isConfidential(items, claim) && <span>{t('askReader')}</span>}
                  {quotes.abilities.override && (
                    <Button size="sm" onClick={() => setOverriding(quoteHash)}>
                      {t('override')}
                    </Button>
                  )}
                </p>
              )}
              {holdsBack && !altered && (
                <p role="status" data-tone="bad" className="rounded-md bg-tone-soft p-2">
                  {t('blocksOtherwise')}
                </p>
              )}
              {override && !holdsBack && <p className="text-muted">{t('overridden', { name: override.by.name, reason: override.reason })}</p>}
            </li>
          )
        })}
      </ul>
      {overriding !== null && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: `override:${overriding}` }}
          title={t('overrideTitle')}
          description={t('overrideText')}
          confirm={t('override')}
          onClose={() => setOverriding(null)}
          act={async (reason) => {
            setQuotes(await call('POST', '/claims/{id}/quotes/override', { params: { id: claim.id }, body: { quoteHash: overriding, reason } }))
            await store.refresh()
          }}
        />
      )}
    </Section>
  )
}

/** What this person may do about a quote that blocks. */
function clearing({ override, changeWords }: QuotesDto['abilities']): 'both' | 'override' | 'change' | 'ask' {
  if (override) return changeWords ? 'both' : 'override'
  return changeWords ? 'change' : 'ask'
}

/** Whatever has it in other words is confidential: only who may read it can let the quote stand. */
function isConfidential(items: readonly QuoteComparisonDto[], { evidence }: ClaimDto): boolean {
  const differing = items.filter(({ result }) => result === 'altered')
  return differing.length > 0 && differing.every(({ evidenceId }) => evidence.find(({ id }) => id === evidenceId)?.confidential === true)
}

interface SourcesProps {
  items: readonly QuoteComparisonDto[]
  speaker: string | null
  claim: ClaimDto
  onPropose: ((wording: string) => void) | undefined
}

function Sources({ items, speaker, claim: { evidence, wording }, onPropose }: SourcesProps) {
  const t = useTranslations('workbench.quotes')
  const tType = useTranslations('workbench.evidence.type')
  const [reading, setReading] = useState<QuoteComparisonDto | null>(null)
  const unread = evidence.filter(({ id, captures }) => captures[0] && captures[0].state !== 'captured' && !items.some(({ evidenceId }) => evidenceId === id))
  if (items.length === 0 && unread.length === 0) return <p className="text-muted">{t('noSource')}</p>
  const read = evidence.find(({ id }) => id === reading?.evidenceId)
  return (
    <>
      <ul aria-label={t('sources')} className="flex flex-col gap-2 border-l-2 border-line pl-2.5">
        {items.map((item) => {
          const { tone, icon: Icon, said } = lookOf(item)
          const source = evidence.find(({ id }) => id === item.evidenceId)
          const proposed = item.result === 'altered' && source?.terms !== 'off_record' ? sourceWording(wording, item) : null
          return (
            <li key={item.evidenceId} className="flex flex-col gap-1">
              <p className="flex flex-wrap items-center gap-1.5">
                <Badge tone={tone} icon={<Icon aria-hidden />}>
                  {t(`result.${readingOf(said, source)}`)}
                </Badge>
                {source && <span className="min-w-0 truncate text-muted">{evidenceName(source) ?? `${tType(source.type)}, ${source.createdBy.name}`}</span>}
              </p>
              {item.cannotClear !== null && isStanding(item) && <p className="text-muted">{t(`cannotClear.${item.cannotClear}`)}</p>}
              {item.diff.length > 0 && <QuoteDiff parts={item.diff} />}
              {proposed !== null && onPropose && (
                <Button size="sm" className="self-start" icon={<PencilLine aria-hidden />} onClick={() => onPropose(proposed)}>
                  {t('proposeSource')}
                </Button>
              )}
              {item.candidates.length > 0 && (
                <div>
                  <p className="text-muted">{isOthers(item, speaker) ? t('candidatesOfOthers', { name: speaker }) : t('candidates')}</p>
                  <ul className="flex flex-col gap-1">
                    {item.candidates.map(({ quote, speaker }) => (
                      <li key={quote} dir="auto" className="copy text-base leading-snug">
                        “{quote}”{speaker !== null && <span className="font-sans text-sm text-muted"> {speaker}</span>}
                      </li>
                    ))}
                  </ul>
                </div>
              )}
              {source?.captures.some(holdsText) && (
                <Button size="sm" variant="ghost" className="self-start" icon={<BookOpenText aria-hidden />} onClick={() => setReading(item)}>
                  {t('read')}
                </Button>
              )}
            </li>
          )
        })}
        {unread.map((source) => {
          const { tone, icon: Icon, said } = lookOf({ result: 'not_found', unread: source.captures[0]?.state === 'failed' ? 'failed' : 'waiting' })
          return (
            <li key={source.id} className="flex flex-wrap items-center gap-1.5">
              <Badge tone={tone} icon={<Icon aria-hidden />}>
                {t(`result.${readingOf(said, source)}`)}
              </Badge>
              <span className="min-w-0 truncate text-muted">{evidenceName(source) ?? `${tType(source.type)}, ${source.createdBy.name}`}</span>
            </li>
          )
        })}
      </ul>
      {read && <SourceDialog evidence={read} wording={wording} words={reading?.said ?? null} onClose={() => setReading(null)} />}
    </>
  )
}

/** A file is not captured, its text is read. */
function readingOf<Said extends string>(said: Said, source: { type: string } | undefined): Said | 'waitingFile' | 'failedFile' {
  if (source?.type !== 'file') return said
  return said === 'waiting' ? 'waitingFile' : said === 'failed' ? 'failedFile' : said
}

/** None of what is said there is said by whom the quote is taken to be. */
function isOthers({ candidates }: QuoteComparisonDto, speaker: string | null): speaker is string {
  return speaker !== null && !candidates.some((near) => near.speaker !== null && isSameSpeaker(near.speaker, speaker))
}

const isStanding = ({ result }: QuoteComparisonDto): boolean => result !== 'altered' && result !== 'not_found'

/** The claim holds or touches quotation marks, or could lie between some that stand further off. */
function mayQuote({ prefix, wording, suffix, kind, state, evidence }: ClaimDto): boolean {
  if (state === 'detached') return false
  return kind === 'quote' || evidence.length > 0 || /["“”„‟«»‹›‘❝❞「」『』〝〞〟＂]|``|(?<!\p{L})'/u.test(`${prefix}${wording}${suffix}`)
}
