import { useTranslations } from 'next-intl'
import { wordsHref } from '#components/work/claim-href.ts'
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import { DecisionRow } from './decision-row.tsx'

/** CL-4j: words that were not cleared where they come from, and were let pass here: whoever signs reads why. */
export function PassedWords({ articleId, words }: { articleId: string; words: ReviewDto['passedWords'] }) {
  const t = useTranslations('review.passedWords')
  return (
    <ul className="divide-y divide-line">
      {words.map(({ quote, source, by, at, reason }) => (
        <DecisionRow
          key={`${quote} ${at}`}
          href={wordsHref(articleId, quote)}
          label={source ? t('from', { state: source.state, number: source.number, title: source.article.title }) : t('fromUnseen')}
          wording={quote}
          reason={reason}
          by={t('by', { name: by.name })}
          at={at}
        />
      ))}
    </ul>
  )
}
