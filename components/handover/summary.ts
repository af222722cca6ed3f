/** WO-5: the same as the page, as lines for a mail or a chat; of many claims the urgent ones, as there (WO-5c). */
import type { useFormatter, useTranslations } from 'next-intl'
import type { BoardItem, TaskListItem } from '#lib/api/schemas/claims.ts'
import type { DeskHandover, HandoverDto } from '#lib/api/schemas/handover.ts'
import { unaskedValues } from '#components/work/unasked.tsx'
import { byArticle, fewClaims, fewTasks } from './few.ts'

interface Words {
  t: ReturnType<typeof useTranslations<'handover.summary'>>
  stage: ReturnType<typeof useTranslations<'stage'>>
  unasked: ReturnType<typeof useTranslations<'unasked'>>
  format: ReturnType<typeof useFormatter>
}

const CLOCK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const

export function handoverText({ at, desks }: HandoverDto, words: Words): string {
  return desks.map((desk) => deskText(desk, at, words)).join('\n\n')
}

function deskText({ desk, people, unassigned, author, queries, articles }: DeskHandover, at: string, { t, stage, unasked: whyNot, format }: Words): string {
  const clock = (instant: string) => format.dateTime(new Date(instant), { ...CLOCK, timeZone: desk.timeZone })
  const line = (claim: { number: number; wording: string }, article: { title: string }) =>
    `  - ${t('task', { number: claim.number, article: article.title, wording: claim.wording })}`
  const list = (head: string, lines: readonly string[]) => (lines.length === 0 ? [] : [head, ...lines])
  const more = (rest: readonly unknown[]) => (rest.length === 0 ? [] : [`  - ${t('more', { count: rest.length })}`])
  const why = ({ unasked }: BoardItem) => (unasked ? ` (${whyNot(unasked.why, unaskedValues(unasked))})` : '')
  const claims = (group: readonly BoardItem[], after: (claim: BoardItem) => string = () => '') =>
    byArticle(group).flatMap((ofArticle) => {
      const { shown, rest } = fewClaims(ofArticle)
      return [
        ...shown.map((claim) => line(claim, claim.article) + after(claim)),
        ...(rest[0] ? [`  - ${t('moreOf', { count: rest.length, article: rest[0].article.title })}`] : []),
      ]
    })
  const tasksOf = (tasks: readonly TaskListItem[]) => {
    const { shown, rest } = fewTasks(tasks, at)
    return [...shown.map((task) => line(task.claim, task.article) + (task.dueAt === null ? '' : `, ${t('due', { at: clock(task.dueAt) })}`)), ...more(rest)]
  }
  return [
    t('head', { desk: desk.name, at: clock(at) }),
    ...people.flatMap(({ person, tasks, again, overdue, reopened, secondChecks, questions }) => [
      t('person', { name: person.name, open: tasks.length, overdue, reopened, second: secondChecks, questions }),
      ...tasksOf(tasks),
      ...list(t('again', { name: person.name, count: again.length }), claims(again)),
    ]),
    ...list(t('unassigned', { count: unassigned.length }), claims(unassigned, why)),
    ...list(t('author', { count: author.length }), claims(author)),
    ...list(
      t('queries', { count: queries.length }),
      queries.map((query) => `${line(query.claim, query.article)} (${query.question})`),
    ),
    ...list(
      t('articles'),
      articles.map(
        (article) => `  - ${t('article', { title: article.title, stage: stage(article.stage), claims: article.claimsToClear, queries: article.openQueries })}`,
      ),
    ),
  ].join('\n')
}
