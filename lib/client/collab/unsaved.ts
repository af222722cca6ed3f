/** What was typed in this tab and is not saved, whichever session holds it: for who is about to leave the page. */
type OldestChange = () => number | null

const sessions = new Set<OldestChange>()

/** `oldest` answers when the oldest uncommitted change was made, null for none. Answers how to stop asking it. */
export function watchUnsaved(oldest: OldestChange): () => void {
  sessions.add(oldest)
  return () => void sessions.delete(oldest)
}

/** Milliseconds since the epoch; null where everything is saved. */
export function unsavedSince(): number | null {
  const times = [...sessions].map((oldest) => oldest()).filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}
