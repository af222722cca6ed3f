'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import { StageBadge } from '#components/ui/state-badge.tsx'

export type Answered = Pick<ArticleDto, 'stage' | 'publicUrl' | 'publishedContentHash'>
/** Which stage and which text readers had: an act changes one of them. */
type Was = Pick<ArticleDto, 'stage' | 'publishedContentHash'>

interface ArticleNow {
  /** What an act has just answered, and to what it was done. */
  answered: { now: Answered; was: Was } | null
  answer: (now: Answered, was: Was) => void
}

const Now = createContext<ArticleNow>({ answered: null, answer: () => undefined })

/** What readers have changes on all of the page with the answer, and not only once the page has come anew. */
export function ArticleNowProvider({ children }: { children: ReactNode }) {
  const [answered, setAnswered] = useState<ArticleNow['answered']>(null)
  return <Now value={{ answered, answer: (now, was) => setAnswered({ now, was }) }}>{children}</Now>
}

/** The article with what was answered, until the page that has it comes. */
export function useArticleNow<Article extends Pick<Was, 'stage'> & Partial<Was>>(article: Article): Article & Partial<Answered> {
  const { answered } = useContext(Now)
  if (answered === null) return article
  const { was, now } = answered
  const isAsItWas = was.stage === article.stage && (article.publishedContentHash === undefined || was.publishedContentHash === article.publishedContentHash)
  return isAsItWas ? { ...article, ...now } : article
}

export function useArticleAnswer(): ArticleNow['answer'] {
  return useContext(Now).answer
}

export function StageNow({ article, plain = false }: { article: Pick<ArticleDto, 'stage'>; plain?: boolean }) {
  return <StageBadge stage={useArticleNow(article).stage} plain={plain} />
}
