/** Two articles that live the same life, so that what is said of one can be compared with what is said of the other. */
import { z } from 'zod'
import { OPERATIONS, type OperationName } from '#lib/api/operations.ts'
import { browser, invoke, type Sent } from './invoke.ts'
import type { Newsroom, PersonName } from './newsroom.ts'
import { caller } from './world.ts'

const COPY = [
  'The trip was his second since Russian forces invaded Ukraine earlier this year.',
  'Putin met with Iranian and Turkish leaders to discuss Syria.',
  'Iran has sold 20 drones to Moscow, a spokesman said.',
  '“We will work together on the corridor,” Raisi said on Tuesday.',
  'Turkey is a NATO member.',
].join('\n\n')

const QUOTES = {
  trip: 'second since Russian forces invaded Ukraine',
  syria: 'discuss Syria',
  drones: 'sold 20 drones',
  corridor: '“We will work together on the corridor,” Raisi said',
  turkey: 'Turkey',
  nato: 'NATO member',
} as const
export type TwinClaim = keyof typeof QUOTES

export interface Twin {
  articleId: string
  claims: Record<TwinClaim, string>
  /** A link that all may read, with a pasted text. */
  evidenceId: string
}

export async function makeTwin(newsroom: Newsroom): Promise<Twin> {
  const as = (name: PersonName) => caller(newsroom, name)
  const text = z.string()
  const article = await as('reporter')('createArticle', { body: { title: 'Putin in Tehran', deskId: newsroom.deskId, content: COPY } })
  const articleId = text.parse(article['id'])
  const claims = { trip: '', syria: '', drones: '', corridor: '', turkey: '', nato: '' }
  for (const [name, quote] of Object.entries(QUOTES) as [TwinClaim, string][]) {
    const kind = name === 'corridor' ? 'quote' : 'figure'
    claims[name] = text.parse((await as('editor')('tagClaim', { params: { id: articleId }, body: { quote, kind } }))['id'])
  }
  const note = { type: 'note', text: 'The Kremlin lists both trips.', relation: 'supports' }
  const evidence = await as('checker')('addEvidence', { params: { id: claims.trip }, body: note })
  await as('editor')('assignClaim', { params: { id: claims.trip }, body: { assigneeId: newsroom.ids.checker } })
  return { articleId, claims, evidenceId: text.parse(evidence['id']) }
}

/** Everything that a person is told of a twin, by every operation that reads; lists without what is about others. Names are given to ids, hashes and times. */
export async function readTwin(newsroom: Newsroom, { articleId, claims }: Twin, who: PersonName): Promise<Record<string, string>> {
  const ids = [articleId, ...Object.values(claims)]
  const article = { params: { id: articleId } }
  const ofArticle = ['getArticle', 'getArticleContent', 'listVersions', 'getRecord', 'listClaims', 'listPastedClaims', 'listArticleQuotes'] as const
  const ofClaim = ['getClaim', 'getClaimHistory', 'listCheckedBefore', 'listQuotes', 'listMessages'] as const
  const lists = ['listArticles', 'listBoard', 'listTasks', 'listAuthorQueries', 'listNotifications', 'getHandover'] as const
  const asked: [string, OperationName, Sent][] = [
    ...[...ofArticle, 'listSuggestions' as const, 'getReview' as const, 'getGate' as const].map((name): [string, OperationName, Sent] => [name, name, article]),
    ['export', 'getRecord', { ...article, query: { format: 'jsonl' } }],
    ...ofClaim.flatMap((name) => Object.entries(claims).map(([claim, id]): [string, OperationName, Sent] => [`${name} of ${claim}`, name, { params: { id } }])),
    ...lists.map((name): [string, OperationName, Sent] => [name, name, {}]),
    ...['second', 'drones', 'Raisi', 'kremlin', 'minutes', 'leak'].map((q): [string, OperationName, Sent] => [`search for ${q}`, 'search', { query: { q } }]),
  ]
  const answers = await Promise.all(
    asked.map(async ([label, name, sent]) => {
      const response = await invoke(OPERATIONS[name], { ...sent, headers: browser(newsroom.cookies[who]) })
      const text = await response.text()
      const told = lists.some((list) => list === name) || name === 'search' ? JSON.stringify(about(JSON.parse(text), ids)) : text
      return [label, `${response.status} ${impersonal(told)}`] as const
    }),
  )
  return Object.fromEntries(answers)
}

/** A list's items that name one of these, down to the lists within them; counts beside a list are about others too, and are left out. */
function about(value: unknown, ids: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const named = value.filter((item) => ids.some((id) => JSON.stringify(item).includes(id)))
    // Ids have no order of their own.
    return named.every((item) => typeof item === 'string') ? named.toSorted((a, b) => ids.indexOf(a) - ids.indexOf(b)) : named
  }
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, about(member, ids)]))
}

const NAMED = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|\d{4}-\d\d-\d\dT[\d:.]+Z|putin-in-tehran(-\w+)?/g

/** Two texts that say the same of different things become one. */
export function impersonal(text: string): string {
  const names = new Map<string, string>()
  return text.replaceAll(NAMED, (found) => {
    if (found.endsWith('Z')) return 'then'
    const name = names.get(found) ?? `#${names.size + 1}`
    names.set(found, name)
    return name
  })
}
