/**
 * Whether what was typed here is committed (CO-4), as a pure account: local changes are numbered, deletions
 * included; the server names the last number that a commit covers. Times are milliseconds of one clock.
 */

/** How long a change may wait before the person is told to keep the tab open. */
export const NOT_SAVED_AFTER_MS = 3_000

export type SavedState =
  /** Everything typed here is committed. */
  | { kind: 'saved' }
  | { kind: 'saving' }
  /** `since`: when the oldest uncommitted change was made. */
  | { kind: 'not-saved'; since: number }
  /** Nothing is waiting, but the others' changes do not come. `blocked`: pages load and the WebSocket does not. */
  | { kind: 'offline'; blocked: boolean }
  | { kind: 'reload-needed'; why: ReloadReason; detail: string }
  | { kind: 'signed-out' }
  | { kind: 'forbidden' }

export type ReloadReason = 'client-too-old' | 'conflict' | 'refused'

/** The session came to an end that no reconnecting mends. */
export type End = Extract<SavedState, { kind: 'reload-needed' | 'signed-out' | 'forbidden' }>

export interface Account {
  /** The number of the last local change; 0 before the first. */
  last: number
  /** The last number that a commit covers. */
  covered: number
  /** Uncommitted changes, oldest first, with when they were made. */
  open: readonly { n: number; at: number }[]
}

export const EMPTY_ACCOUNT: Account = { last: 0, covered: 0, open: [] }

export function addChange(account: Account, at: number): Account {
  const n = account.last + 1
  return { ...account, last: n, open: [...account.open, { n, at }] }
}

/**
 * Everything uncommitted is sent once more, together: from now on it is one change with a number of its own, so that
 * no answer to an earlier sending is taken for the answer to this one.
 */
export function sendAgain(account: Account): Account {
  if (account.open.length === 0) return account
  const n = account.last + 1
  return { ...account, last: n, open: account.open.map(({ at }) => ({ n, at })) }
}

/** Whether a refusal of change n concerns anything that was not sent again since. */
export function concernsOpen(account: Account, n: number): boolean {
  return account.open.some((change) => change.n <= n)
}

export function coverTo(account: Account, n: number): Account {
  const covered = Math.max(account.covered, Math.min(n, account.last))
  return { ...account, covered, open: account.open.filter((change) => change.n > covered) }
}

export interface Situation {
  account: Account
  end: End | null
  link: 'connecting' | 'connected' | 'offline' | 'blocked'
  now: number
}

export function savedState({ account, end, link, now }: Situation): SavedState {
  if (end !== null) return end
  const oldest = account.open[0]
  if (oldest !== undefined) return now - oldest.at >= NOT_SAVED_AFTER_MS ? { kind: 'not-saved', since: oldest.at } : { kind: 'saving' }
  return link === 'offline' || link === 'blocked' ? { kind: 'offline', blocked: link === 'blocked' } : { kind: 'saved' }
}
