'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import { StageNow } from './article-now.tsx'
import { LinkPending } from './link-pending.tsx'

interface ArticleNavProps {
  article: Pick<ArticleListItem, 'id' | 'title' | 'stage'> & { desk: { name: string } }
  /** Presence, saved state, gate: whatever the page keeps at hand. */
  aside?: ReactNode
}

const PAGES = ['', 'review', 'history', 'record'] as const

/** The one line above every page of an article: what it is, where it stands, and its four sides. */
export function ArticleNav({ article, aside }: ArticleNavProps) {
  const t = useTranslations('articleNav')
  const pathname = usePathname()
  const base = `/articles/${article.id}`
  return (
    <div className="border-b border-line bg-paper px-4 lg:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2 lg:flex-nowrap lg:pt-0">
        <div className="flex min-w-0 grow items-center gap-2.5 max-lg:basis-full">
          <span dir="auto" className="copy truncate text-lg font-semibold" title={article.title}>
            {article.title}
          </span>
          <StageNow article={article} />
          <span className="hidden text-sm whitespace-nowrap text-muted xl:inline">{article.desk.name}</span>
        </div>
        <nav aria-label={t('label')} className="-mb-px flex gap-1 overflow-x-auto lg:shrink-0">
          {PAGES.map((page) => {
            const href = page === '' ? base : `${base}/${page}`
            return (
              <Link
                key={page}
                href={href}
                aria-current={pathname === href ? 'page' : undefined}
                className="relative flex min-h-10 items-center border-b-2 border-transparent px-2 whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:min-h-11"
              >
                {t(page === '' ? 'write' : page)}
                <LinkPending />
              </Link>
            )
          })}
        </nav>
        {aside !== undefined && <div className="flex items-center gap-3 max-lg:ml-auto max-lg:py-1.5">{aside}</div>}
      </div>
    </div>
  )
}
