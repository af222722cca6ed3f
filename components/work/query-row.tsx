import { useTranslations } from 'next-intl'
import { Time } from '#components/ui/time.tsx'
import type { AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import { ClaimRow } from './claim-row.tsx'

/** A question about a claim in a list: the claim, what was asked, and by whom. */
export function QueryRow({ query }: { query: AuthorQueryListItem }) {
  const t = useTranslations('work')
  const answer = query.waitsOn === 'asker' ? query.replies.findLast(({ byAuthor }) => byAuthor) : undefined
  return (
    <ClaimRow
      claim={query.claim}
      article={query.article}
      question={query.question}
      aside={
        <>
          <p>{answer ? t('answeredBy', { name: answer.by.name }) : t('askedBy', { name: query.askedBy.name })}</p>
          <p>
            <Time value={answer?.at ?? query.askedAt} />
          </p>
        </>
      }
    />
  )
}
