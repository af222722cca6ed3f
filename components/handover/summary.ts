/** WO-5: the same as the page, as lines for a mail or a chat. */
import type { useFormatter, useTranslations } from 'next-intl'
import type { DeskHandover, HandoverDto } from '#lib/api/schemas/handover.ts'

interface Words {
  t: ReturnType<typeof useTranslations<'handover.summary'>>
  stage: ReturnType<typeof useTranslations<'stage'>>
  format: ReturnType<typeof useFormatter>
}

const CLOCK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const

export function handoverText({ at, desks }: HandoverDto, words: Words): string {
  return desks.map((desk) => deskText(desk, at, words)).join('\n\n')
}

function deskText({ desk, people, unassigned, author, queries, articles }: DeskHandover, at: string, { t, stage, format }: Words): string {
  const clock = (instant: string) => format.dateTime(new Date(instant), { ...CLOCK, timeZone: desk.timeZone })
  const line = (claim: { number: number; wording: string }, article: { title: string }) =>
    `  - ${t('task', { number: claim.number, article: article.title, wording: claim.wording })}`
  const list = (head: string, lines: readonly string[]) => (lines.length === 0 ? [] : [head, ...lines])
  return [
    t('head', { desk: desk.name, at: clock(at) }),
    ...people.flatMap(({ person, tasks, overdue, reopened, secondChecks }) => [
      t('person', { name: person.name, open: tasks.length, overdue, reopened, second: secondChecks }),
      ...tasks.map((task) => line(task.claim, task.article) + (task.dueAt === null ? '' : `, ${t('due', { at: clock(task.dueAt) })}`)),
    ]),
    ...list(
      t('unassigned', { count: unassigned.length }),
      unassigned.map((claim) => line(claim, claim.article)),
    ),
    ...list(
      t('author', { count: author.length }),
      author.map((claim) => line(claim, claim.article)),
    ),
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
