'use client'

import { Copy, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { End } from '#lib/client/collab/saved-state.ts'

interface TroubleProps {
  end: End
  /** Words of this tab that the server does not hold; empty when there are none. */
  unsent: string
  articleId: string
  /** The open claim, to be open again afterwards. */
  claimId: string | null
}

/** Why writing has come to an end here, what to do, and the words that would otherwise be lost. */
export function Trouble({ end, unsent, articleId, claimId }: TroubleProps) {
  const t = useTranslations('workbench.trouble')
  const here = `/articles/${articleId}${claimId === null ? '' : `?claim=${encodeURIComponent(claimId)}`}`
  switch (end.kind) {
    case 'forbidden':
      return (
        <Notice title={t('forbiddenTitle')} unsent={unsent}>
          {t('forbiddenText')}
        </Notice>
      )
    case 'signed-out':
      return (
        <Notice
          title={t('signedOutTitle')}
          unsent={unsent}
          unsentHint={t('unsentKept')}
          action={
            <ButtonLink variant="primary">
              <Link href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`}>{t('signIn')}</Link>
            </ButtonLink>
          }
        >
          {t('signedOutText')}
        </Notice>
      )
    case 'reload-needed':
      return (
        <Notice
          title={t(`reload.${end.why}.title`)}
          unsent={unsent}
          action={
            <Button variant="primary" onClick={() => window.location.reload()}>
              {t('reloadButton')}
            </Button>
          }
        >
          {t(`reload.${end.why}.text`)} {end.why === 'refused' && end.detail !== '' && t('detail', { detail: end.detail })}
        </Notice>
      )
  }
}

interface NoticeProps {
  title: string
  unsent: string
  /** What becomes of the unsent words; by default that they will be lost. */
  unsentHint?: string
  action?: ReactNode
  children: ReactNode
}

function Notice({ title, unsent, unsentHint, action, children }: NoticeProps) {
  const t = useTranslations('workbench.trouble')
  return (
    <section role="alert" data-tone="bad" className="mx-auto mt-6 flex w-full max-w-measure flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
      <div className="flex items-start gap-2.5">
        <Unplug aria-hidden className="mt-1 size-4 shrink-0 text-tone" />
        <div>
          <h2 className="text-lg font-semibold">{title}</h2>
          <p>{children}</p>
        </div>
      </div>
      {unsent !== '' && <KeptText title={t('unsentTitle')} hint={unsentHint ?? t('unsentText')} text={unsent} />}
      {action !== undefined && <div>{action}</div>}
    </section>
  )
}

interface KeptTextProps {
  title: string
  hint: string
  text: string
  action?: ReactNode
}

/** Words that are in no article, to be copied by hand or button. */
export function KeptText({ title, hint, text, action }: KeptTextProps) {
  const t = useTranslations('workbench.trouble')

  async function copy() {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'good', title: t('copied') })
  }

  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      <p className="text-sm text-muted">{hint}</p>
      <pre dir="auto" role="group" tabIndex={0} aria-label={title} className="copy max-h-64 overflow-y-auto rounded-md bg-sunken p-3 whitespace-pre-wrap">
        {text}
      </pre>
      <div className="flex gap-2">
        <Button size="sm" icon={<Copy aria-hidden />} onClick={() => void copy()}>
          {t('copyText')}
        </Button>
        {action}
      </div>
    </div>
  )
}
