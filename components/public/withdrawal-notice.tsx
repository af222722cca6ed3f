import { useFormatter, useTranslations } from 'next-intl'
import { READERS_TIME } from './readers-time.ts'

/** What stands where a withdrawn article stood. */
export function WithdrawalNotice({ note, at, timeZone }: { note: string | null; at: string; timeZone: string }) {
  const t = useTranslations('public')
  const format = useFormatter()
  return (
    <article>
      <h1 className="copy text-[2rem] leading-tight font-semibold">{t('withdrawnTitle')}</h1>
      <p className="mt-4 text-lg text-muted">{t('withdrawnText', { date: format.dateTime(new Date(at), { ...READERS_TIME, timeZone }) })}</p>
      {note !== null && (
        <section className="mt-8 border-s-4 border-line-strong ps-5">
          <h2 className="text-sm font-semibold">{t('withdrawnNote')}</h2>
          <p className="mt-1 text-lg whitespace-pre-line" dir="auto">
            {note}
          </p>
        </section>
      )}
    </article>
  )
}
