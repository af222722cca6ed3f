'use client'

import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
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
  const bars = useRef<HTMLDivElement>(null)
  useFrameHeight(bars)
  return (
    <div className="flex grow flex-col">
      <div ref={bars} data-stays className="z-20 max-lg:contents lg:sticky lg:top-(--bar-height)">
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
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 border-b pointer-coarse:min-h-12 pointer-coarse:py-1 border-line bg-paper px-3 max-lg:sticky max-lg:top-(--bar-height) max-lg:z-20 lg:px-5">
          {toolbar}
          <span className="lg:hidden">{alarm}</span>
        </div>
      </div>
      {children}
    </div>
  )
}

/** Tells what stands below the bars how high they are: they wrap, and grow where fingers press. */
function useFrameHeight(bars: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const lines = [...(bars.current?.children ?? [])].filter((line) => line instanceof HTMLElement)
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      const height = lines.reduce((sum, line) => sum + line.offsetHeight, 0)
      style.setProperty('--frame-height', `calc(var(--bar-height) + ${height}px)`)
    })
    for (const line of lines) observer.observe(line)
    return () => {
      observer.disconnect()
      style.removeProperty('--frame-height')
    }
  }, [bars])
}
