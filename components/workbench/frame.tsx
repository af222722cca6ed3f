import type { ReactNode } from 'react'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'

interface FrameProps {
  article: ArticleDto
  presence: ReactNode
  saved: ReactNode
  /** The saved state when it calls for attention. */
  alarm: ReactNode
  gate: ReactNode
  toolbar: ReactNode
  children: ReactNode
}

/**
 * The workbench's fixed parts. On a wide screen all of it stays in sight; on a narrow one only the line with the
 * tools, which then says when something is not saved.
 */
export function Frame({ article, presence, saved, alarm, gate, toolbar, children }: FrameProps) {
  return (
    <div className="flex grow flex-col">
      <div className="z-20 max-lg:contents lg:sticky lg:top-(--bar-height)">
        <ArticleNav
          article={article}
          aside={
            <>
              {presence}
              {saved}
              {gate}
            </>
          }
        />
        <div className="flex min-h-10 items-center gap-x-3 border-b max-sm:flex-wrap pointer-coarse:min-h-12 pointer-coarse:py-1 border-line bg-paper px-3 max-lg:sticky max-lg:top-(--bar-height) max-lg:z-20 lg:px-5">
          {toolbar}
          <span className="lg:hidden">{alarm}</span>
        </div>
      </div>
      {children}
    </div>
  )
}
