import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import { StageBadge } from '#components/ui/state-badge.tsx'

interface ArticleRowProps {
  article: Pick<ArticleListItem, 'id' | 'title' | 'stage' | 'desk' | 'createdBy'>
  /** What is to be known before one opens it. */
  aside?: ReactNode
  children?: ReactNode
}

/** An article in a work-list: all of the row leads to its review. */
export function ArticleRow({ article, aside, children }: ArticleRowProps) {
  return (
    <li data-row={article.id} className="relative grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover sm:grid-cols-[10rem_1fr_auto]">
      <div className="sm:pt-0.5">
        <StageBadge stage={article.stage} plain />
      </div>
      <div className="min-w-0">
        <Link
          href={`/articles/${article.id}/review`}
          dir="auto"
          className="copy line-clamp-2 text-lg leading-snug outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {article.title}
        </Link>
        <p className="mt-0.5 text-sm text-muted">
          {article.desk.name} · {article.createdBy.name}
        </p>
        {children}
      </div>
      <div className="text-sm text-muted sm:text-right">{aside}</div>
    </li>
  )
}
