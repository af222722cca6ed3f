'use client'

import { EyeOff, Plus } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import { isPicture, kindOf, misnamed } from '#lib/domain/evidence/media.ts'
import { CaptureLine } from './capture-line.tsx'
import { useOpenForm } from './claims-context.tsx'
import { evidenceName } from './evidence-name.ts'
import { EvidenceForm } from './evidence-form.tsx'
import { EvidenceMenu, hasMenu } from './evidence-menu.tsx'
import { EVIDENCE_ICON, RELATION_TONE } from './evidence-look.ts'
import { bringInSight } from './in-sight.ts'
import { Section } from './section.tsx'

export function EvidenceSection({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.evidence')
  const [adding, setAdding, startsAdding] = useOpenForm({ claimId: claim.id, form: 'adding' })
  const [arrived, setArrived] = useState<string | null>(null)

  if (claim.evidence.length === 0 && !claim.abilities.addEvidence) return null
  return (
    <Section
      title={t('title', { count: claim.evidence.length })}
      action={
        claim.abilities.addEvidence &&
        !adding && (
          <Button size="sm" variant="ghost" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {claim.evidence.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {claim.evidence.map((evidence) => (
            <EvidenceView key={evidence.id} evidence={evidence} claim={claim} arrived={evidence.id === arrived} />
          ))}
        </ul>
      )}
      {claim.evidence.length === 0 && !adding && <p className="text-sm text-muted">{t('none')}</p>}
      {adding && (
        <EvidenceForm
          claimId={claim.id}
          starts={startsAdding}
          onDone={(addedId) => {
            setArrived(addedId)
            setAdding(false)
          }}
        />
      )}
    </Section>
  )
}

interface EvidenceViewProps {
  evidence: EvidenceDto
  claim: ClaimDto
  /** The person has just added it. */
  arrived: boolean
}

function EvidenceView({ evidence, claim, arrived }: EvidenceViewProps) {
  const t = useTranslations('workbench.evidence')
  const tTerms = useTranslations('callTerms')
  const tRelation = useTranslations('evidenceRelation')
  const Icon = EVIDENCE_ICON[evidence.type]
  const item = useRef<HTMLLIElement>(null)
  // Where the form stood there may be something else by now. Who has gone elsewhere stays there.
  useEffect(() => {
    const here = item.current
    if (!arrived || !here) return
    if (document.activeElement !== document.body && here.closest('section')?.contains(document.activeElement) !== true) return
    here.focus({ preventScroll: true })
    bringInSight(here)
  }, [arrived])
  return (
    <li ref={item} tabIndex={-1} className="relative flex scroll-mb-3 flex-col gap-1 py-2.5 text-sm outline-none first:pt-0 last:pb-0">
      {/* Its menu stands at the end of the first line, however long that is. */}
      <p className={classes('flex flex-wrap items-center gap-1.5', hasMenu(evidence) && 'min-h-7 pr-9 pointer-coarse:min-h-10 pointer-coarse:pr-11')}>
        <Badge tone={RELATION_TONE[evidence.relation]} icon={<Icon aria-hidden />}>
          <span className="sr-only">{t(`type.${evidence.type}`)}: </span>
          {tRelation(evidence.relation)}
        </Badge>
        {evidence.confidential && (
          <Badge tone="aside" icon={<EyeOff aria-hidden />}>
            {t('confidential')}
          </Badge>
        )}
        <span className="text-faint">
          {evidence.createdBy.name}, <Time value={evidence.createdAt} />
          {evidence.broughtBy && <> · {t('broughtBy', { name: evidence.broughtBy.name })}</>}
        </span>
      </p>
      <span className="absolute right-0 top-2.5 [li:first-child>&]:top-0">
        <EvidenceMenu evidence={evidence} claimId={claim.id} />
      </span>
      {evidence.withdrawnThere && (
        <p data-tone="bad" className="rounded-md bg-tone-soft px-2 py-1.5 text-tone">
          {t.rich(evidence.withdrawnThere.by ? 'withdrawnThereBy' : 'withdrawnThere', {
            name: evidence.withdrawnThere.by?.name ?? '',
            reason: evidence.withdrawnThere.reason ?? '',
            at: () => <Time value={evidence.withdrawnThere?.at ?? ''} />,
          })}
        </p>
      )}
      {evidence.url && (
        <a
          href={evidence.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="tap text-accent underline underline-offset-2 [overflow-wrap:anywhere] hover:text-accent-hover"
        >
          {evidenceName(evidence)}
        </a>
      )}
      {evidence.type === 'file' && <FileView evidence={evidence} />}
      {evidence.type === 'call' && (
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          <span>
            {evidence.reached ? t('reached', { name: evidence.reached }) : t('type.call')}
            {evidence.reachedAt && (
              <>
                , <Time value={evidence.reachedAt} mode="exact" />
              </>
            )}
          </span>
          <Badge tone={evidence.terms === 'on_record' ? 'good' : 'warn'}>{evidence.terms ? tTerms(evidence.terms) : t('termsUnknown')}</Badge>
        </p>
      )}
      {!evidence.url && evidence.title && (
        <p dir="auto" className="font-medium">
          {evidence.title}
        </p>
      )}
      {evidence.text && (
        <p dir="auto" className="max-h-48 overflow-y-auto whitespace-pre-wrap" tabIndex={evidence.text.length > 500 ? 0 : undefined}>
          {evidence.text}
        </p>
      )}
      {evidence.excerpt && (
        <blockquote dir="auto" className="copy border-l-2 border-line-strong pl-2 text-base whitespace-pre-wrap">
          {evidence.excerpt}
          {evidence.locator && <footer className="font-sans text-sm text-muted">{evidence.locator}</footer>}
        </blockquote>
      )}
      {!evidence.excerpt && evidence.locator && <p className="text-muted">{evidence.locator}</p>}
      <CaptureLine evidence={evidence} claim={claim} />
      {evidence.confidential && evidence.readers.length > 0 && (
        <p className="text-muted">{t('readers', { names: evidence.readers.map((reader) => reader.name).join(', ') })}</p>
      )}
    </li>
  )
}

function FileView({ evidence }: { evidence: EvidenceDto }) {
  const t = useTranslations('workbench.evidence')
  const format = useFormatter()
  const file = evidence.captures.find(({ stored }) => stored)
  if (!file) return null
  const href = `/api/v1/evidence/${evidence.id}/file?capture=${file.id}`
  const name = evidence.fileName ?? t('unnamed')
  const wrong = misnamed(name, file.mediaType ?? '')
  const kilobytes = format.number(Math.ceil((file.size ?? 0) / 1024))
  return (
    <div className="flex flex-col gap-1.5">
      <p className="[overflow-wrap:anywhere]">
        <a href={href} download className="tap text-accent underline underline-offset-2 hover:text-accent-hover">
          {name}
        </a>{' '}
        <span className="text-faint">{t('size', { kilobytes })}</span>
        {wrong !== null && (
          <Badge tone="warn" className="ml-1.5">
            {t('misnamed', { named: wrong, is: t(`is.${kindOf(file.mediaType ?? '')}`) })}
          </Badge>
        )}
        {file.sha256 !== null && (
          <span className="text-faint">
            {' · '}SHA-256 <Fingerprint hash={file.sha256} />
          </span>
        )}
      </p>
      {isPicture(file.mediaType ?? '') && (
        // oxlint-disable-next-line next/no-img-element -- only readers of this evidence may fetch it: no optimiser of Next's in between
        <img src={href} alt={t('picture', { name })} loading="lazy" className="max-h-64 max-w-full self-start rounded-md border border-line" />
      )}
    </div>
  )
}
