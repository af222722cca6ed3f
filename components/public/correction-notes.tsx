import { useFormatter, useTranslations } from 'next-intl'

/** What readers are told was changed after publication; nothing when nothing was. */
export function CorrectionNotes({ corrections }: { corrections: readonly { note: string | null; at: string }[] }) {
  const t = useTranslations('public')
  const format = useFormatter()
  if (corrections.length === 0) return null
  return (
    <section aria-label={t('corrections')} className="mb-8 flex flex-col gap-4 border-s-4 border-line-strong bg-sunken px-5 py-4">
      {corrections.map(({ note, at }) => (
        <div key={at}>
          <h2 className="text-sm font-semibold">{t('correctionNote', { date: format.dateTime(new Date(at), { dateStyle: 'long' }) })}</h2>
          <p className="mt-1 text-lg whitespace-pre-line" dir="auto">
            {note ?? t('correctionWithoutNote')}
          </p>
        </div>
      ))}
    </section>
  )
}
