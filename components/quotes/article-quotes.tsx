import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { claimHref, wordsHref } from '#components/work/claim-href.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { ArticleQuotesDto } from '#lib/api/schemas/quotes.ts'
import { lookOf } from './quote-look.ts'
import { UnpairedNote } from './unpaired-note.tsx'

/** Every quotation of an article with what its sources have of it; those that block come first, those that no claim covers last. */
export function ArticleQuotes({ articleId, quotes: { items, untagged } }: { articleId: string; quotes: ArticleQuotesDto }) {
  const t = useTranslations('workbench.quotes')
  const claim = useTranslations('claim')
  if (items.length === 0 && untagged.length === 0) return <p className="p-4 text-muted">{t('none')}</p>
  const ordered = items.toSorted((a, b) => Number(b.holdsBack) - Number(a.holdsBack))
  return (
    <ul className="divide-y divide-line">
      {ordered.map(({ claimId, number, quote, quoteHash, unpaired, speaker, speakerNamed, altered, holdsBack, sources }) => (
        <li key={`${claimId} ${quoteHash}`} className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover">
          <QuoteLink href={claimHref(articleId, claimId)} quote={quote} />
          <p className="text-sm text-muted">
            {claim('number', { number })}
            {speaker !== null && <> · {speakerNamed ? t('speakerNamed', { name: speaker, by: speakerNamed.by.name }) : t('speaker', { name: speaker })}</>}
          </p>
          {unpaired && <UnpairedNote />}
          {sources.length === 0 && !holdsBack && <p className="text-sm text-muted">{t('noSource')}</p>}
          {sources.length > 0 && (
            <ul aria-label={t('sources')} className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
              {sources.map(({ evidenceId, title, result, unread }) => {
                const { tone, icon: Icon, said } = lookOf({ result, unread })
                return (
                  <li key={evidenceId} className="flex min-w-0 items-center gap-1.5">
                    <Badge tone={tone} icon={<Icon aria-hidden />}>
                      {t(`result.${said}`)}
                    </Badge>
                    {title !== null && <span className="max-w-56 truncate text-muted">{title}</span>}
                  </li>
                )
              })}
            </ul>
          )}
          {holdsBack && (
            <p data-tone="bad" className="text-sm text-tone">
              {t(altered ? 'holdsBack' : 'holdsBackOtherwise')}
            </p>
          )}
        </li>
      ))}
      {untagged.map(({ quote, speaker }, index) => (
        <li key={`${index} ${quote}`} className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover">
          <QuoteLink href={wordsHref(articleId, quote)} quote={quote} />
          <p className="text-sm text-muted">
            {t('untagged')}
            {speaker !== null && <> · {t('speaker', { name: speaker })}</>}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The words of a quotation; the whole row leads where it leads. */
function QuoteLink({ href, quote }: { href: string; quote: string }) {
  return (
    <Link
      href={href}
      className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      <span dir="auto" className="copy line-clamp-3 text-lg leading-snug">
        “{quote}”
      </span>
    </Link>
  )
}
