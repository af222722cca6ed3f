import type { ReactNode } from 'react'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'

interface FrameProps {
  article: ArticleDto
  presence: ReactNode
  saved: ReactNode
  gate: ReactNode
  toolbar: ReactNode
  children: ReactNode
}

/**
 * The workbench's fixed parts. On a wide screen all of it stays in sight; on a narrow one only the line with the
 * tools, which then holds the saved state as well.
 */
export function Frame({ article, presence, saved, gate, toolbar, children }: FrameProps) {
  return (
    <div className="flex grow flex-col">
      <div className="z-20 max-lg:contents lg:sticky lg:top-(--bar-height)">
        <ArticleNav
          article={article}
          aside={
            <>
              {presence}
              <span className="flex max-lg:hidden">{saved}</span>
              {gate}
            </>
          }
        />
        <div className="flex min-h-10 items-center gap-x-3 border-b max-sm:flex-wrap border-line bg-paper px-3 max-lg:sticky max-lg:top-(--bar-height) max-lg:z-20 lg:px-5">
          {toolbar}
          <span className="flex lg:hidden">{saved}</span>
        </div>
      </div>
      {children}
    </div>
  )
}
