import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { pageContext } from '#lib/auth/page-context.ts'
import { STATES_FOR_THE_AUTHOR, STATES_TO_CHECK } from '#lib/domain/claims/terms.ts'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { listQueries } from '#lib/queries/author-queries/list-queries.ts'
import { listWaiting } from '#lib/queries/board/list-waiting.ts'
import { getMe } from '#lib/queries/people/get-me.ts'
import { listForLegal } from '#lib/queries/review/list-for-legal.ts'
import { listTasks } from '#lib/queries/tasks/list-tasks.ts'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { workLists } from '#components/work/work-lists.ts'
import { WorkSections } from '#components/work/work-sections.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('work'))('title') }
}

/** Tasks, and claims of each state; a section of claims shows the first few, and the board has them all. */
const MOST = 500

export default async function WorkPage() {
  const [ctx, t] = await Promise.all([pageContext(), getTranslations('work')])
  const [me, tasks, claims, queries, legal, awaiting, ready, approved] = await Promise.all([
    getMe(ctx),
    listTasks(ctx, { assignee: 'me', state: 'active', limit: MOST }),
    listWaiting(ctx, { limit: MOST, states: [...STATES_TO_CHECK, ...STATES_FOR_THE_AUTHOR], proposed: true }),
    listQueries(ctx, { state: 'open', limit: 1000 }),
    listForLegal(ctx, { limit: 100 }),
    listArticles(ctx, { awaits: 'me', limit: 50 }),
    listArticles(ctx, { stage: 'ready', limit: 50 }),
    listArticles(ctx, { stage: 'approved', limit: 50 }),
  ])
  const lists = workLists({
    me,
    tasks: tasks.items,
    claims,
    queries: queries.items,
    legal: legal.items,
    articles: [...awaiting.items, ...ready.items, ...approved.items],
    now: ctx.now(),
  })
  return (
    <Page title={t('title')} description={t('description')} width="measure">
      <LiveRefresh />
      <WorkSections lists={lists} />
    </Page>
  )
}
