import { useTranslations } from 'next-intl'

/** The first characters of a content hash: enough for two people to see that they mean the same text. */
const SHORT = 8

export function shortHash(hash: string): string {
  return hash.slice(0, SHORT)
}

/** A hash by its beginning; the whole of it in its title. */
export function Fingerprint({ hash }: { hash: string }) {
  const t = useTranslations('ui')
  return (
    <code title={t('hash', { hash })} className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em] text-ink">
      {shortHash(hash)}
    </code>
  )
}
