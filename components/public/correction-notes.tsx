import { useFormatter, useTranslations } from 'next-intl'
import { READERS_TIME } from './readers-time.ts'

interface CorrectionNotesProps {
  corrections: readonly { note: string | null; at: string }[]
  /** Of the desk. */
  timeZone: string
}

/** What readers are told was changed after publication; nothing when nothing was. */
export function CorrectionNotes({ corrections, timeZone }: CorrectionNotesProps) {
  const t = useTranslations('public')
  const format = useFormatter()
  if (corrections.length === 0) return null
  return (
    <section aria-label={t('corrections')} className="mb-8 flex flex-col gap-4 border-s-4 border-line-strong bg-sunken px-5 py-4">
      {corrections.map(({ note, at }) => (
        <div key={at}>
          <h2 className="text-sm font-semibold">{t('correctionNote', { date: format.dateTime(new Date(at), { ...READERS_TIME, timeZone }) })}</h2>
          <p className="mt-1 text-lg whitespace-pre-line" dir="auto">
            {note ?? t('correctionWithoutNote')}
          </p>
        </div>
      ))}
    </section>
  )
}
