import { EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { claimHref } from '#components/work/claim-href.ts'

interface WithheldNoteProps {
  articleId: string
  claims: readonly { id: string; number: number }[]
}

/** CL-6h: why parts of this record do not stand here, and where that is ended. */
export function WithheldNote({ articleId, claims }: WithheldNoteProps) {
  const t = useTranslations('record.withheld')
  return (
    <aside aria-label={t('label')} className="mb-4 flex gap-2.5 rounded-lg border border-line bg-sunken px-4 py-3 text-sm">
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div>
        <p>{t('explain', { count: claims.length })}</p>
        <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
          {claims.map(({ id, number }) => (
            <li key={id}>
              <Link href={claimHref(articleId, id)} className="text-accent underline underline-offset-2 hover:text-accent-hover">
                {t('claim', { number })}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}
