'use client'

import { Copy, Printer } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { HandoverDto } from '#lib/api/schemas/handover.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { handoverText } from './summary.ts'

/** The page on paper, or as text. */
export function TakeAway({ handover }: { handover: HandoverDto }) {
  const t = useTranslations('handover')
  const summary = useTranslations('handover.summary')
  const stage = useTranslations('stage')
  const unasked = useTranslations('unasked')
  const format = useFormatter()

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(handoverText(handover, { t: summary, stage, unasked, format })).then(
      () => toast({ tone: 'good', title: t('copied') }),
      () => toast({ tone: 'bad', title: t('copyFailed'), detail: t('copyFailedDetail') }),
    )
  }

  return (
    <div className="flex gap-2 print:hidden">
      <Button icon={<Copy aria-hidden />} onClick={() => void copy()}>
        {t('copy')}
      </Button>
      <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  )
}
