import type { ReactNode } from 'react'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'

interface FrameProps {
  article: ArticleDto
  /** Presence, saved state, gate. */
  aside: ReactNode
  toolbar: ReactNode
  children: ReactNode
}

/** The workbench's fixed parts: what stays in sight above the copy. */
export function Frame({ article, aside, toolbar, children }: FrameProps) {
  return (
    <div className="flex grow flex-col">
      <ArticleNav article={article} aside={aside} />
      <div className="sticky top-(--bar-height) z-20 border-b border-line bg-paper px-3 lg:px-5">{toolbar}</div>
      {children}
    </div>
  )
}
