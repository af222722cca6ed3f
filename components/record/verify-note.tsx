import { useTranslations } from 'next-intl'

/** How anybody checks the exported file. */
export function VerifyNote({ name }: { name: string }) {
  const t = useTranslations('record.verify')
  return (
    <aside aria-labelledby="verify-heading" className="mt-8 rounded-lg border border-line bg-sunken p-4 text-sm">
      <h2 id="verify-heading" className="text-base font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 text-muted">{t('explain')}</p>
      <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-md border border-line bg-sheet px-3 py-2 font-mono">
        npm run audit:verify -- {name}.jsonl
      </pre>
    </aside>
  )
}
