'use client'

import { CircleAlert, ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { ReasonDialog } from '#components/claims/reason-dialog.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PastedClaimDto, PastedClaimsDto } from '#lib/api/schemas/pasted-claims.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { ClaimSource } from './claim-source.tsx'
import { followed } from './followed.ts'

export interface PastedOfferProps {
  item: PastedClaimDto
  /** A link to it that somebody followed; another object each time. */
  linked: object | null
  /** It is decided: what there still is. */
  onChange: (items: PastedClaimsDto['items']) => void
  onTagged: (claimId: string, offerId: string) => void
  /** Shows the words, where the card does not stand beside them. */
  onShow?: (id: string) => void
  /** It stands by itself, under its own heading. */
  isAlone?: boolean
}

/** Words that were pasted from a claim elsewhere, for a person to make a claim of, or not. */
export function PastedOffer({ item: { id, quote, source, blocks, mayDismiss }, linked, onChange, onTagged, onShow, isAlone = false }: PastedOfferProps) {
  const t = useTranslations('workbench.pasted')
  const { store, articleId } = useClaimsContext()
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const place = useRef<HTMLElement>(null)

  // A blocker of the gate led here. Beside its words it is not seen before it has its place, and they are brought into view.
  useEffect(() => {
    if (!linked || followed.has(linked)) return undefined
    const frame = requestAnimationFrame(() => {
      followed.add(linked)
      place.current?.focus({ preventScroll: isAlone })
    })
    return () => cancelAnimationFrame(frame)
  }, [linked, isAlone])

  async function tag() {
    await action.run(async () => {
      const claim = await call('POST', '/pasted-claims/{id}/confirm', { params: { id } })
      store.put(claim)
      toast({ tone: 'good', title: t('tagged', { number: claim.number }) })
      onTagged(claim.id, id)
    })
  }

  async function dismiss(body: { reason?: string }) {
    onChange((await call('POST', '/pasted-claims/{id}/dismiss', { params: { id }, body })).items)
  }

  return (
    <article
      ref={place}
      tabIndex={-1}
      aria-label={t('title', { count: 1 })}
      className={classes('flex flex-col gap-2 rounded-md border bg-sheet p-2.5 text-sm', isAlone ? 'border-dashed border-line-strong' : 'border-line')}
    >
      {isAlone && (
        <h3 className="flex items-center gap-1.5 font-medium">
          <ClipboardPaste aria-hidden className="size-4 text-muted" />
          {t('title', { count: 1 })}
        </h3>
      )}
      <p className="text-base leading-snug">
        {!source || quote === source.wording ? (
          <span dir="auto" className="copy">
            {quote}
          </span>
        ) : (
          <DiffText parts={diffText(source.wording, quote)} />
        )}
      </p>
      {source && <ClaimSource source={source} here={source.article.id === articleId} />}
      {blocks && (
        <p data-tone="warn" className="flex items-start gap-1.5 rounded-md bg-tone-soft px-2 py-1.5 text-tone">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t(source ? 'blocks' : 'blocksUnseen')}
        </p>
      )}
      <ProblemNote problem={action.problem} />
      <div className="flex flex-wrap justify-end gap-2">
        {onShow && (
          <Button size="sm" variant="ghost" className="me-auto" onClick={() => onShow(id)}>
            {t('show')}
          </Button>
        )}
        {mayDismiss && (
          <Button size="sm" variant="ghost" busy={action.busy} onClick={() => (blocks ? setAsking(true) : void action.run(() => dismiss({})))}>
            {t(blocks ? 'pass' : 'dismiss')}
          </Button>
        )}
        <Button size="sm" busy={action.busy} onClick={() => void tag()}>
          {t('confirm')}
        </Button>
      </div>
      {asking && (
        <ReasonDialog
          draft={{ claimId: articleId, form: `pass:${id}` }}
          title={t('passTitle')}
          description={t('passText')}
          confirm={t('passConfirm')}
          act={(reason) => dismiss({ reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  )
}
