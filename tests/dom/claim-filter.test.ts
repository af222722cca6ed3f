import { expect, it } from 'vitest'
import { CLAIM_FILTERS, passes } from '#components/claims/claim-filter.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { aClaim } from './workbench-claim.ts'

const me = { id: 'me', name: 'Me' }
const you = { id: 'you', name: 'You' }

type Task = ClaimDto['tasks'][number]
type Query = ClaimDto['queries'][number]
// Only what the filter reads.
const task = (assignee: typeof me, state: Task['state']) => ({ assignee, state, createdAt: '2026-01-01T10:00:00.000Z' }) as Task
const query = (change: Partial<Query>) => ({ authors: [you], askedBy: you, handedTo: null, waitsOn: 'author', ...change }) as Query

it.each<[string, Partial<ClaimDto>, readonly string[]]>([
  ['verified', { state: 'verified', blocking: false }, ['all']],
  ['open', { state: 'open', blocking: true }, ['all', 'toClear']],
  ['verified with an altered quote', { state: 'verified', blocking: false, quoteAltered: true }, ['all', 'toClear']],
  ['re-opened', { state: 'reopened', blocking: true }, ['all', 'toClear', 'reopened']],
  ['with me to check', { tasks: [task(me, 'open')] }, ['all', 'toClear', 'mine']],
  ['that I have checked', { tasks: [task(me, 'done')] }, ['all', 'toClear']],
  ['with somebody else', { tasks: [task(you, 'in_checking')] }, ['all', 'toClear']],
  ['with a question to me', { queries: [query({ authors: [me] })] }, ['all', 'toClear', 'mine']],
  ['with an answer to me', { queries: [query({ waitsOn: 'asker', askedBy: me })] }, ['all', 'toClear', 'mine']],
  ['with an answer to whom I handed it', { queries: [query({ waitsOn: 'asker', askedBy: me, handedTo: you })] }, ['all', 'toClear']],
  ['with a question of mine that is closed', { queries: [query({ waitsOn: null, askedBy: me })] }, ['all', 'toClear']],
])('[WB-10b] a claim %s is found by these filters', (_what, change, filters) => {
  const claim = aClaim({ state: 'open', blocking: true, quoteAltered: false, tasks: [], queries: [], ...change })
  expect(CLAIM_FILTERS.filter((filter) => passes(claim, filter, 'me'))).toEqual(filters)
})
