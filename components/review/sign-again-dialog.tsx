'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ChangesSince } from '#components/history/changes-since.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Fingerprint, shortHash } from '#components/ui/fingerprint.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { RemovedClaim } from '#lib/api/schemas/claims.ts'
import type { ReviewDto, SignOffDto } from '#lib/api/schemas/review.ts'

interface SignAgainDialogProps {
  /** The one that is out of date. */
  signOff: SignOffDto
  /** The copy that is signed now. */
  contentHash: string
  claims: ReviewDto['claims']
  removed: readonly RemovedClaim[]
  busy: boolean
  onSign: () => void
  onClose: () => void
}

/** RE-4k: one signs again from what has changed, and not before it can be read. */
export function SignAgainDialog({ signOff, contentHash, claims, removed, busy, onSign, onClose }: SignAgainDialogProps) {
  const t = useTranslations('review.signAgain')
  const names = useTranslations('signOff')
  const [shown, setShown] = useState(signOff.stale === 'claims')
  return (
    <Dialog
      open
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { kind: names(signOff.kind) })}
      description={t.rich('description', {
        name: signOff.by.name,
        at: () => <Time value={signOff.at} />,
        before: () => <Fingerprint hash={signOff.contentHash} />,
        now: () => <Fingerprint hash={contentHash} />,
      })}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={!shown} onClick={onSign}>
            {t('confirm', { hash: shortHash(contentHash) })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">{t('text')}</h3>
          {signOff.stale === 'claims' ? (
            <p className="text-muted">{t('sameText')}</p>
          ) : (
            <ChangesSince versionId={signOff.versionId} onShown={() => setShown(true)} />
          )}
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">{t('claims')}</h3>
          <ClaimsSince at={signOff.at} claims={claims} removed={removed} />
        </section>
      </div>
    </Dialog>
  )
}

/** What was tagged, found, waived or removed after a moment, as far as its reader may know. */
function ClaimsSince({ at, claims, removed }: Pick<SignAgainDialogProps, 'claims' | 'removed'> & { at: string }) {
  const t = useTranslations('review.signAgain')
  const tVerdict = useTranslations('verdict')
  const since = Date.parse(at)
  const isAfter = (moment: string) => Date.parse(moment) >= since
  const changed = claims.flatMap(({ claim, taggedAt, state, found, waiver }) => {
    const acts = [
      ...(isAfter(taggedAt) ? [t('tagged')] : []),
      ...(found ?? []).filter((each) => isAfter(each.at)).map(({ verdict, by }) => t('found', { verdict: tVerdict(verdict), name: by.name })),
      ...(waiver && isAfter(waiver.at) ? [t('waived', { name: waiver.by.name })] : []),
      ...(state === 'reopened' ? [t('reopened')] : []),
    ]
    return acts.length > 0 ? [{ claim, state, acts }] : []
  })
  const gone = removed.filter(({ removedAt }) => isAfter(removedAt))
  if (changed.length + gone.length === 0) return <p className="text-muted">{t('noClaims')}</p>
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {changed.map(({ claim, state, acts }) => (
        <li key={claim.id} className="flex flex-col gap-1 px-3 py-2">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{t('claim', { number: claim.number })}</span>
            <ClaimStateBadge state={state} plain />
          </p>
          <p dir="auto" className="copy">
            {claim.wording}
          </p>
          <p className="text-sm text-muted">{acts.join(' · ')}</p>
        </li>
      ))}
      {gone.map(({ id, number, wording, mergedInto }) => (
        <li key={id} className="flex flex-col gap-1 px-3 py-2">
          <p className="font-medium">{t('claim', { number })}</p>
          <p dir="auto" className="copy">
            {wording}
          </p>
          <p className="text-sm text-muted">{mergedInto === null ? t('removed') : t('merged', { number: mergedInto.number })}</p>
        </li>
      ))}
    </ul>
  )
}
