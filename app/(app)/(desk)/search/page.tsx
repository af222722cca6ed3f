import { SearchX, TextSearch } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { claimStateSchema, verdictValueSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { CLAIM_FILTERS, kindAsked, SEARCH_KINDS, searchKindSchema, searchQuerySchema, type SearchQuery } from '#lib/api/schemas/search.ts'
import { pageContext } from '#lib/auth/page-context.ts'
import { CLAIM_STATES, VERDICTS } from '#lib/domain/claims/terms.ts'
import { findAssignee } from '#lib/queries/board/find-assignee.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { listPeople } from '#lib/queries/people/list-people.ts'
import { search } from '#lib/queries/search/search.ts'
import { ArrowKeys } from '#components/search/arrow-keys.tsx'
import { ResultList, type ResultPart } from '#components/search/result-list.tsx'
import { SearchField } from '#components/search/search-field.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search'))('title') }
}

type Address = Record<string, string | string[] | undefined>

interface SearchPageProps {
  searchParams: Promise<Address>
}

const AGES = [1, 7, 30, 90, 365]

export default async function SearchPage({ searchParams }: SearchPageProps) {
  const [ctx, address, t] = await Promise.all([pageContext(), searchParams, getTranslations('search')])
  const query = queryOf(address)
  const { limit: _limit, cursor, ...asked } = query
  const isAsked = Object.values(asked).some((value) => value !== undefined && value !== '')
  const found = isAsked ? await search(ctx, query) : null
  const more = new URLSearchParams(Object.entries(address).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  if (found?.nextCursor) more.set('cursor', found.nextCursor)
  return (
    <Page title={t('title')} description={t('description')} width="measure">
      {cursor === undefined && <LiveRefresh />}
      <ArrowKeys>
        <div className="mb-5 flex flex-col gap-2.5">
          <SearchField q={query.q} />
          <Filters query={query} />
        </div>
        {found === null && (
          <div className="rounded-lg border border-line bg-sheet">
            <EmptyState icon={<TextSearch aria-hidden />} title={t('start')}>
              {t('startDetail')}
            </EmptyState>
          </div>
        )}
        {found?.items.length === 0 && (
          <div role="status" className="rounded-lg border border-line bg-sheet">
            <EmptyState icon={<SearchX aria-hidden />} title={t('empty')}>
              {t('emptyDetail')}
            </EmptyState>
          </div>
        )}
        {found !== null && found.items.length > 0 && <ResultList items={found.items} part={partOf({ cursor, nextCursor: found.nextCursor })} />}
      </ArrowKeys>
      {found?.nextCursor && (
        <div className="mt-4 text-center">
          <ButtonLink>
            <Link href={`/search?${more.toString()}`}>{t('older')}</Link>
          </ButtonLink>
        </div>
      )}
    </Page>
  )
}

function partOf({ cursor, nextCursor }: { cursor: string | undefined; nextCursor: string | null }): ResultPart {
  if (cursor === undefined) return nextCursor === null ? 'all' : 'first'
  return nextCursor === null ? 'last' : 'more'
}

/** A filter that makes no sense, or none beside the others, is left out: the address may be old, or typed by hand. */
function queryOf(address: Address): SearchQuery {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : undefined)
  const kind = searchKindSchema.safeParse(text('kind')).data
  const ofClaims = kind === undefined || kind === 'claim'
  const days = Number(text('days'))
  return searchQuerySchema.parse({
    q: (text('q') ?? '').replaceAll('\u0000', '').slice(0, 200),
    kind,
    deskId: idSchema.safeParse(text('desk')).data,
    ...(ofClaims && {
      state: claimStateSchema.safeParse(text('state')).data,
      verdict: verdictValueSchema.safeParse(text('verdict')).data,
      checker: idSchema.safeParse(text('checker')).data,
    }),
    days: AGES.includes(days) ? days : undefined,
    cursor: text('cursor')?.slice(0, 500),
  })
}

async function Filters({ query: { q, kind, deskId, checker, ...others } }: { query: SearchQuery }) {
  const ctx = await pageContext()
  const [t, kinds, states, verdicts, desks, people] = await Promise.all([
    getTranslations('search.filters'),
    getTranslations('search.kind'),
    getTranslations('claimState'),
    getTranslations('verdict'),
    listDesks(ctx, { limit: 100 }),
    listPeople(ctx, { limit: 100 }),
  ])
  const options = (all: string, list: readonly { value: string; label: string }[]) => [{ value: '', label: all }, ...list]
  // An address from a colleague may ask for a desk or a person that are not among them.
  const named = checker === undefined ? null : await findAssignee(ctx, checker)
  const { state, verdict, days } = others
  const isFiltered = [kind, deskId, checker, state, verdict, days].some((value) => value !== undefined)
  const checkers = people.items.filter(({ desks: on }) => on.some(({ roles }) => roles.includes('checker')))
  return (
    <div role="group" aria-label={t('label')} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:[&_select]:max-w-48">
      <QuerySelect
        name="kind"
        label={t('kind')}
        options={options(
          t('everything'),
          SEARCH_KINDS.map((value) => ({ value, label: kinds(value) })),
        )}
        implied={kindAsked({ kind, checker, state, verdict })}
        bound={{ value: 'claim', names: CLAIM_FILTERS }}
      />
      {(desks.items.length > 1 || deskId !== undefined) && (
        <QuerySelect
          name="desk"
          label={t('desk')}
          options={options(
            t('allDesks'),
            desks.items.map(({ id, name }) => ({ value: id, label: name })),
          )}
          unlisted={deskId && t('hiddenDesk')}
        />
      )}
      {(kind === undefined || kind === 'claim') && (
        <>
          <QuerySelect
            name="state"
            label={t('state')}
            options={options(
              t('anyState'),
              CLAIM_STATES.map((value) => ({ value, label: states(value) })),
            )}
          />
          <QuerySelect
            name="verdict"
            label={t('verdict')}
            options={options(
              t('anyVerdict'),
              VERDICTS.map((value) => ({ value, label: verdicts(value) })),
            )}
          />
          <QuerySelect
            name="checker"
            label={t('checker')}
            options={options(
              t('anyChecker'),
              checkers.map(({ id, name }) => ({ value: id, label: name })),
            )}
            unlisted={checker && (named?.name ?? t('left'))}
          />
        </>
      )}
      {kind !== 'person' && (
        <QuerySelect
          name="days"
          label={t('days')}
          options={options(
            t('anyAge'),
            AGES.map((age) => ({ value: String(age), label: t('lastDays', { days: age }) })),
          )}
        />
      )}
      {isFiltered && (
        <ButtonLink variant="ghost">
          <Link href={q === '' ? '/search' : `/search?${new URLSearchParams({ q }).toString()}`}>{t('clear')}</Link>
        </ButtonLink>
      )}
    </div>
  )
}
