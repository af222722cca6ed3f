'use client'

import { CircleAlert, ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { ReasonDialog } from '#components/claims/reason-dialog.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { useHeldFocus } from '#components/ui/focus.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PastedClaimDto, PastedClaimsDto } from '#lib/api/schemas/pasted-claims.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { ClaimSource } from './claim-source.tsx'

interface PastedClaimsProps {
  items: readonly PastedClaimDto[]
  /** The one that somebody followed a link to; another object each time. */
  linked?: { id: string } | null
  onChange: (items: PastedClaimsDto['items']) => void
  onTagged: (claimId: string) => void
}

/** Above the claims: words that were pasted from claims elsewhere, for a person to make claims of, or not. */
export function PastedClaims({ items, linked = null, onChange, onTagged }: PastedClaimsProps) {
  const t = useTranslations('workbench.pasted')
  const held = useHeldFocus<HTMLElement>()
  if (items.length === 0) return null
  return (
    <section
      {...held}
      aria-label={t('title', { count: items.length })}
      className="mb-4 flex flex-col gap-2 rounded-lg border border-dashed border-line-strong p-2.5"
    >
      <div>
        <h2 className="flex items-center gap-1.5 text-sm font-medium">
          <ClipboardPaste aria-hidden className="size-4 text-muted" />
          {t('title', { count: items.length })}
        </h2>
        <p className="text-sm text-muted">{t('text')}</p>
      </div>
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <Offer
            key={item.id}
            item={item}
            linked={item.id === linked?.id ? linked : null}
            onTagged={(claimId) => {
              onChange(items.filter(({ id }) => id !== item.id))
              onTagged(claimId)
            }}
            onDismissed={onChange}
          />
        ))}
      </ul>
    </section>
  )
}

interface OfferProps {
  item: PastedClaimDto
  linked: { id: string } | null
  onTagged: (claimId: string) => void
  onDismissed: PastedClaimsProps['onChange']
}

function Offer({ item: { id, quote, source, blocks, mayDismiss }, linked, onTagged, onDismissed }: OfferProps) {
  const t = useTranslations('workbench.pasted')
  const { store, articleId } = useClaimsContext()
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const place = useRef<HTMLLIElement>(null)

  // A blocker of the gate led here.
  useEffect(() => {
    if (linked) place.current?.focus()
  }, [linked])

  async function confirm() {
    await action.run(async () => {
      const claim = await call('POST', '/pasted-claims/{id}/confirm', { params: { id } })
      store.put(claim)
      toast({ tone: 'good', title: t('tagged', { number: claim.number }) })
      onTagged(claim.id)
    })
  }

  async function dismiss(body: { reason?: string }) {
    onDismissed((await call('POST', '/pasted-claims/{id}/dismiss', { params: { id }, body })).items)
  }

  return (
    <li ref={place} tabIndex={-1} className="flex flex-col gap-2 rounded-md border border-line bg-sheet p-2.5 text-sm">
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
        {mayDismiss && (
          <Button size="sm" variant="ghost" busy={action.busy} onClick={() => (blocks ? setAsking(true) : void action.run(() => dismiss({})))}>
            {t(blocks ? 'pass' : 'dismiss')}
          </Button>
        )}
        <Button size="sm" busy={action.busy} onClick={() => void confirm()}>
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
    </li>
  )
}
