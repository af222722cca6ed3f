/**
 * The suggestions of one article as the browser knows them, and what was decided about them. Decisions are sent one
 * after the other, whatever becomes of the panel and of the workbench around it; only leaving the page asks.
 */
import type { SuggestionsDto } from '#lib/api/schemas/suggestions.ts'
import { ApiProblem, call } from '#lib/client/api.ts'

interface SuggestionsSnapshot {
  /** null until they are here. */
  value: SuggestionsDto | null
  failed: boolean
  /** Wordings decided about here of which no answer tells yet, so that the keys can go on at once. */
  decided: ReadonlySet<string>
}

export interface Decision {
  verb: 'accept' | 'dismiss' | 'restore'
  wordingHash: string
  words: string
  send: () => Promise<void>
}

export interface Refusal {
  decision: Decision
  problem: ApiProblem
}

export interface SuggestionsStore {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => SuggestionsSnapshot
  /** Done once no answer is on its way that was asked for as late. */
  refresh: () => Promise<void>
  set: (value: SuggestionsDto) => void
  /** Its panel is open, and tells what is on its way, until the answer is called. */
  watch: () => () => void
  /** Sends it once all before it are answered. Once nothing waits, `tell` hears what was refused and is still to decide about. */
  decide: (decision: Decision, tell: (refused: readonly Refusal[]) => void) => void
}

/** By article, for as long as something of it has not been sent. */
const sending = new Map<string, SuggestionsStore>()

const watched = new Set<SuggestionsStore>()
const sendingListeners = new Set<() => void>()

export function onSendingChange(listener: () => void): () => void {
  sendingListeners.add(listener)
  return () => sendingListeners.delete(listener)
}

/** How many decisions are on their way of which no open panel tells. */
export function unseenSending(): number {
  let count = 0
  for (const store of sending.values()) if (!watched.has(store)) count += store.getSnapshot().decided.size
  return count
}

function tellSending(): void {
  for (const listener of sendingListeners) listener()
}

export function suggestionsOf(articleId: string): SuggestionsStore {
  return sending.get(articleId) ?? createSuggestionsStore(articleId)
}

function createSuggestionsStore(articleId: string): SuggestionsStore {
  let snapshot: SuggestionsSnapshot = { value: null, failed: false, decided: new Set() }
  let asked = 0
  let latest = Promise.resolve()
  let queue = Promise.resolve()
  let refused: Refusal[] = []
  const listeners = new Set<() => void>()

  function show(change: Partial<SuggestionsSnapshot>): void {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
    tellSending()
  }

  async function ask(mine: number): Promise<void> {
    const answer = await call('GET', '/articles/{id}/suggestions', { params: { id: articleId } }).catch(() => null)
    // What was asked for later is newer, whichever comes first.
    if (mine !== asked) return await latest
    show(answer === null ? { failed: true } : { value: answer, failed: false })
  }

  function refresh(): Promise<void> {
    asked += 1
    latest = ask(asked)
    return latest
  }

  /** Whether the newest answer still speaks of these words, as suggested or dismissed. */
  function speaksOf(hash: string): boolean {
    return [...(snapshot.value?.items ?? []), ...(snapshot.value?.dismissed ?? [])].some(({ wordingHash }) => wordingHash === hash)
  }

  async function send(decision: Decision): Promise<void> {
    // What lay in the words that were tagged before it is no suggestion any more.
    const problem = speaksOf(decision.wordingHash) ? await problemOf(decision.send) : null
    await refresh()
    // That somebody else was first with these words, or that only the answer was lost, needs no telling.
    if (problem && speaksOf(decision.wordingHash)) refused.push({ decision, problem })
    show({ decided: new Set([...snapshot.decided].filter((other) => other !== decision.wordingHash)) })
  }

  function finish(tell: (refused: readonly Refusal[]) => void): void {
    if (snapshot.decided.size > 0) return
    sending.delete(articleId)
    window.removeEventListener('beforeunload', askBeforeLeaving)
    if (refused.length > 0) tell(refused)
    refused = []
  }

  const store: SuggestionsStore = {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    refresh,
    set(value) {
      asked += 1
      latest = Promise.resolve()
      show({ value, failed: false })
    },
    watch() {
      watched.add(store)
      tellSending()
      return () => {
        watched.delete(store)
        tellSending()
      }
    },
    decide(decision, tell) {
      if (snapshot.decided.has(decision.wordingHash)) return
      sending.set(articleId, store)
      window.addEventListener('beforeunload', askBeforeLeaving)
      show({ decided: new Set(snapshot.decided).add(decision.wordingHash) })
      // One after the other: each waits for the document's lock anyway, and their numbers follow the order of the keys.
      queue = queue.then(() => send(decision)).then(() => finish(tell))
    },
  }

  // Of this store alone, so that one article's end leaves another's question.
  function askBeforeLeaving(event: BeforeUnloadEvent): void {
    event.preventDefault()
  }

  return store
}

async function problemOf(act: () => Promise<void>): Promise<ApiProblem | null> {
  try {
    await act()
    return null
  } catch (error) {
    return error instanceof ApiProblem ? error : new ApiProblem(500, {})
  }
}
