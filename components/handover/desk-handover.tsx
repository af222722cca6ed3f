import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import type { DeskHandover, PersonWork } from '#lib/api/schemas/handover.ts'
import { boardAddress, statesOf } from '#components/board/board-address.ts'
import { Section } from '#components/shell/page.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { StageBadge } from '#components/ui/state-badge.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Time } from '#components/ui/time.tsx'
import { ClaimRow } from '#components/work/claim-row.tsx'
import { QueryRow } from '#components/work/query-row.tsx'
import { ClaimsByArticle } from './claims-by-article.tsx'
import { fewTasks } from './few.ts'
import { HandOver } from './hand-over.tsx'

/** WO-5: one desk at the end of a shift. */
export function DeskHandoverView({ handover, at }: { handover: DeskHandover; at: string }) {
  const t = useTranslations('handover')
  const { desk, people, unassigned, author, queries, articles } = handover
  if ([people, unassigned, author, queries, articles].every((list) => list.length === 0)) {
    return (
      <Section title={desk.name}>
        <EmptyState icon={<CircleCheck aria-hidden />} title={t('clear')}>
          {t('clearDetail')}
        </EmptyState>
      </Section>
    )
  }
  return (
    <section aria-label={desk.name} className="flex flex-col gap-5">
      <h2 className="text-lg font-semibold">{desk.name}</h2>
      {people.length > 0 ? <PeopleTable handover={handover} /> : <p className="text-muted">{t('nothingWith')}</p>}
      {people
        .filter(({ tasks }) => tasks.length > 0)
        .map((work) => (
          <TasksOf key={work.person.id} work={work} deskId={desk.id} at={at} />
        ))}
      {people.map(({ person, again }) => (
        <ClaimsByArticle key={person.id} title={t('againOf', { name: person.name, count: again.length })} claims={again} who={person} />
      ))}
      <ClaimsByArticle title={t('unassigned')} claims={unassigned} who="nobody" />
      <ClaimsByArticle title={t('author')} claims={author} who="authors" />
      {queries.length > 0 && (
        <Section title={t('queries')} aside={queries.length}>
          <ul className="divide-y divide-line">
            {queries.map((query) => (
              <QueryRow key={query.id} query={query} />
            ))}
          </ul>
        </Section>
      )}
      {articles.length > 0 && <ArticlesTable articles={articles} />}
    </section>
  )
}

function PeopleTable({ handover: { desk, people, abilities } }: { handover: DeskHandover }) {
  const t = useTranslations('handover')
  return (
    <Table
      caption={`${desk.name}: ${t('with')}`}
      head={
        <>
          <Th className="w-full max-sm:px-2">{t('columns.person')}</Th>
          {(['open', 'overdue'] as const).map((column) => (
            <Th key={column} className="text-right max-sm:px-2">
              {t(`columns.${column}`)}
            </Th>
          ))}
          <Th className="text-right max-sm:px-2 max-sm:whitespace-normal">{t('columns.queries')}</Th>
          {(['reopened', 'secondChecks', 'awaitingAuthor'] as const).map((column) => (
            <Th key={column} className="text-right max-sm:hidden">
              {t(`columns.${column}`)}
            </Th>
          ))}
        </>
      }
    >
      {people.map((work) => (
        <tr key={work.person.id}>
          <Td className="min-w-28 max-sm:px-2">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
              <div className="min-w-0 wrap-break-word">
                <Link href={boardAddress(hasToDo(desk.id, work))} className="hover:underline">
                  <bdi>{work.person.name}</bdi>
                </Link>{' '}
                {work.gone && <Badge tone="warn">{t('gone')}</Badge>}
              </div>
              {abilities.handOver && work.tasks.length + work.questions > 0 && (
                <div className="print:hidden">
                  <HandOver deskId={desk.id} work={work} />
                </div>
              )}
            </div>
          </Td>
          <Count value={work.tasks.length} />
          <Count value={work.overdue} href={boardAddress({ deskId: desk.id, assignee: work.person.id, due: ['overdue'] })} bad />
          <Count value={work.questions} />
          <Count value={work.reopened} href={boardAddress({ deskId: desk.id, assignee: work.person.id, state: ['reopened'] })} wide />
          <Count value={work.secondChecks} wide />
          <Count value={work.awaitingAuthor} wide />
        </tr>
      ))}
    </Table>
  )
}

/** The board's filter for what somebody is asked to check: without the states in which everything is done. */
function hasToDo(deskId: string, { person, tasks, again }: Pick<PersonWork, 'person' | 'tasks' | 'again'>): BoardFilter {
  return { deskId, assignee: person.id, ...statesOf([...tasks.map(({ claim }) => claim), ...again]) }
}

interface CountProps {
  value: number
  /** Where they stand. */
  href?: string
  bad?: boolean
  /** Not on a phone, where what can be done needs the place. */
  wide?: boolean
}

function Count({ value, href, bad = false, wide = false }: CountProps) {
  return (
    <Td className={`text-right tabular-nums max-sm:px-2 ${wide ? 'max-sm:hidden' : ''} ${value === 0 ? 'text-faint' : bad ? 'font-medium text-bad' : ''}`}>
      {href !== undefined && value > 0 ? (
        <Link href={href} className="hover:underline">
          {value}
        </Link>
      ) : (
        value
      )}
    </Td>
  )
}

interface TasksOfProps {
  work: PersonWork
  deskId: string
  at: string
}

function TasksOf({ work: { person, tasks }, deskId, at }: TasksOfProps) {
  const t = useTranslations('handover')
  const work = useTranslations('work')
  const claim = useTranslations('claim')
  const { shown, rest } = fewTasks(tasks, at)
  return (
    <Section title={t('tasksOf', { count: tasks.length, name: person.name })}>
      <ul className="divide-y divide-line">
        {shown.map((task) => (
          <ClaimRow
            key={task.id}
            claim={task.claim}
            article={task.article}
            question={task.question}
            aside={
              <>
                {task.dueAt !== null && (
                  <p className={task.overdue ? 'text-bad' : undefined}>
                    {work('due')} <Time value={task.dueAt} mode="exact" timeZone={task.timeZone} />
                  </p>
                )}
                {task.secondCheck && <Badge tone="busy">{claim('second')}</Badge>}
              </>
            }
          />
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="border-t border-line px-4 py-2.5">
          <Link href={boardAddress(hasToDo(deskId, { person, tasks, again: [] }))} className="text-accent hover:underline">
            {t('more', { count: rest.length })}
          </Link>
        </p>
      )}
    </Section>
  )
}

function ArticlesTable({ articles }: { articles: DeskHandover['articles'] }) {
  const t = useTranslations('handover')
  return (
    <Table
      caption={t('articles')}
      head={
        <>
          <Th className="w-full">{t('columns.article')}</Th>
          <Th>{t('columns.stage')}</Th>
          <Th className="text-right">{t('columns.toClear')}</Th>
          <Th className="text-right">{t('columns.queries')}</Th>
        </>
      }
    >
      {articles.map((article) => (
        <tr key={article.id}>
          <Td className="min-w-40">
            <Link href={`/articles/${article.id}/review`} dir="auto" className="copy text-lg leading-snug hover:underline">
              {article.title}
            </Link>
            <p className="text-sm text-muted">{t('by', { name: article.createdBy.name })}</p>
          </Td>
          <Td className="whitespace-nowrap">
            <StageBadge stage={article.stage} />
          </Td>
          <Count value={article.claimsToClear} />
          <Count value={article.openQueries} />
        </tr>
      ))}
    </Table>
  )
}
