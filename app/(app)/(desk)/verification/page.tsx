import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { cookies } from 'next/headers'
import { pageContext } from '#lib/auth/page-context.ts'
import { BOARD_DUES, BOARD_MARKS, STATES_BY_PROGRESS, STATES_TO_CLEAR } from '#lib/domain/claims/board.ts'
import { can } from '#lib/policies/can.ts'
import { listTitles } from '#lib/queries/articles/list-titles.ts'
import { findAssignee } from '#lib/queries/board/find-assignee.ts'
import { listAssignees } from '#lib/queries/board/list-assignees.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { listFilters } from '#lib/queries/board-filters/list-filters.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { AssigneeFilter } from '#components/board/assignee-filter.tsx'
import { boardAddress } from '#components/board/board-address.ts'
import { BOARD_VIEW_COOKIE, boardViewOf } from '#components/board/board-view.ts'
import { Board } from '#components/board/board.tsx'
import { filterOf } from '#components/board/filter-of.ts'
import { SavedFilters } from '#components/board/saved-filters.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { QueryChecks } from '#components/shell/query-checks.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { ButtonLink } from '#components/ui/button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('board'))('title') }
}

interface VerificationPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function VerificationPage({ searchParams }: VerificationPageProps) {
  const [ctx, search, t, state, jar] = await Promise.all([pageContext(), searchParams, getTranslations('board'), getTranslations('claimState'), cookies()])
  const filter = filterOf(search)
  const { deskId, articleId } = filter
  const [board, desks, articles, assignees, saved] = await Promise.all([
    listBoard(ctx, { limit: 1000, ...filter }),
    listDesks(ctx, { limit: 100 }),
    listTitles(ctx, { ...(deskId && { deskId }), ...(articleId && { articleId }) }),
    listAssignees(ctx, { ...(deskId && { deskId }) }),
    listFilters(ctx, { limit: 100 }),
  ])
  // A saved filter, or an address from a colleague, may ask for somebody who is not among them.
  const { assignee } = filter
  const isListed = assignee === undefined || assignee === 'me' || assignee === 'nobody' || assignees.some(({ id }) => id === assignee)
  const named = isListed ? null : await findAssignee(ctx, assignee)
  const { sort, ...hiding } = filter
  const isFiltered = Object.keys(hiding).length > 0
  // Where there is nothing to choose from, they are only in the way.
  const hasFilters = isFiltered || board.items.length > 0 || saved.items.length > 0
  const options = (all: string, list: readonly { id: string; label: string }[]) => [
    { value: '', label: all },
    ...list.map(({ id, label }) => ({ value: id, label })),
  ]
  return (
    <Page
      title={t('title')}
      description={t('description')}
      width="full"
      actions={
        hasFilters ? (
          <div role="group" aria-label={t('filters.label')} className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap sm:[&_select]:max-w-48">
            {(desks.items.length > 1 || deskId !== undefined) && (
              <QuerySelect
                name="desk"
                label={t('filters.desk')}
                options={options(
                  t('filters.allDesks'),
                  desks.items.map((desk) => ({ id: desk.id, label: desk.name })),
                )}
                unlisted={deskId && t('filters.hiddenDesk')}
              />
            )}
            <QuerySelect
              name="article"
              label={t('filters.article')}
              options={options(
                t('filters.allArticles'),
                articles.map((article) => ({ id: article.id, label: article.title })),
              )}
              unlisted={articleId && t('filters.hiddenArticle')}
            />
            <QueryChecks
              name="state"
              label={t('filters.state')}
              all={t('filters.allStates')}
              options={STATES_BY_PROGRESS.map((value) => ({ value, label: state(value) }))}
              presets={[{ label: t('filters.toClear'), values: STATES_TO_CLEAR }]}
            />
            <QueryChecks
              name="due"
              label={t('filters.due')}
              all={t('filters.anyDue')}
              options={BOARD_DUES.map((value) => ({ value, label: t(`filters.dues.${value}`) }))}
            />
            <QuerySelect
              name="marked"
              label={t('filters.marked')}
              options={options(
                t('filters.anyMark'),
                BOARD_MARKS.map((mark) => ({ id: mark, label: t(`filters.marks.${mark}`) })),
              )}
            />
            <AssigneeFilter people={named ? [...assignees, named] : assignees} me={ctx.actor.userId} asked={filter.assignee} />
            {isFiltered && (
              <ButtonLink variant="ghost">
                <Link href={boardAddress({ ...(sort && { sort }) })}>{t('filters.clear')}</Link>
              </ButtonLink>
            )}
            <SavedFilters saved={saved.items} filter={filter} desks={desks.items.filter(({ id }) => id in ctx.actor.roles)} />
          </div>
        ) : undefined
      }
    >
      <LiveRefresh />
      <Board
        items={board.items}
        assignDesks={desks.items.map((desk) => desk.id).filter((id) => can(ctx.actor, 'task.assign', { deskId: id, stage: 'draft' }))}
        view={boardViewOf(jar.get(BOARD_VIEW_COOKIE)?.value)}
        filtered={isFiltered}
        more={board.nextCursor !== null}
      />
    </Page>
  )
}
