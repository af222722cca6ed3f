'use client'

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { whenSaved } from '#lib/client/collab/when-saved.ts'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { createClaimsStore } from '#components/claims/claims-store.ts'
import { createLiveValue } from '#components/claims/live-value.ts'
import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { GateDto } from '#lib/api/schemas/review.ts'
import { call } from '#lib/client/api.ts'
import type { End, SavedState as Saved } from '#lib/client/collab/saved-state.ts'
import { ConnectionNote } from './connection-note.tsx'
import { CopySkeleton } from './copy-skeleton.tsx'
import { Desk } from './desk.tsx'
import { fetchClaims, fetchDeskPeople } from './fetches.ts'
import { Frame } from './frame.tsx'
import { GateButton } from './gate-button.tsx'
import { Presence } from './presence.tsx'
import { SavedAlarm, SavedState } from './saved-state.tsx'
import { Trouble } from './trouble.tsx'
import { useChosenClaim } from './use-chosen-claim.ts'
import { ROOM_BESIDE_COPY, useMediaQuery } from '#components/ui/use-media-query.ts'
import { useCollabSession, useCollabState } from './use-collab-session.ts'

interface WorkbenchProps {
  article: ArticleDto
  claims: readonly ClaimDto[]
  gate: GateDto
  userId: string
  /** The largest file that the server takes as evidence. */
  fileBytes: number
}

/** The page on which an article is written, tagged and checked. */
export function Workbench({ article: initialArticle, claims, gate: initialGate, userId, fileBytes }: WorkbenchProps) {
  const { id, desk, epoch } = initialArticle
  const [article] = useState(() => createLiveValue(initialArticle, () => call('GET', '/articles/{id}', { params: { id } })))
  const [gate] = useState(() => createLiveValue(initialGate, () => call('GET', '/articles/{id}/gate', { params: { id } })))
  const [store] = useState(() => createClaimsStore(claims, () => fetchClaims(id)))
  const { value: current } = useSyncExternalStore(article.subscribe, article.getSnapshot, article.getSnapshot)
  const context = useMemo(() => {
    let people: ReturnType<typeof fetchDeskPeople> | null = null
    function loadPeople() {
      people ??= fetchDeskPeople(desk.id).catch((error: unknown) => {
        people = null
        throw error
      })
      return people
    }
    return { userId, articleId: id, deskId: desk.id, timeZone: desk.timeZone, fileBytes, store, loadPeople, drafts: new Map<string, unknown>() }
  }, [userId, id, desk.id, desk.timeZone, fileBytes, store])
  const session = useCollabSession({ articleId: id, userId, epoch })
  const synced = useCollabState(session, (snapshot) => snapshot.synced, false)
  const canEdit = useCollabState(session, (snapshot) => snapshot.canEdit, null)
  const end = useCollabState(session, ({ saved }) => endOf(saved), null)
  const [gateOpen, setGateOpen] = useState(false)
  const roomForMargin = useMediaQuery(ROOM_BESIDE_COPY, true)
  const chosen = useChosenClaim({ over: !roomForMargin })

  useEffect(() => {
    if (!session) return
    const stops = [
      session.on('review', () => void Promise.all([store.refresh(), gate.refresh(), article.refresh()])),
      session.on('abilities', () => void Promise.all([store.refresh(), article.refresh()])),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [session, store, gate, article])

  const mayEdit = canEdit ?? current.abilities.edit
  const frame = {
    article: current,
    presence: session && !end && <Presence awareness={session.awareness} userId={userId} />,
    saved: <SavedState session={session} mayEdit={mayEdit} />,
    alarm: <SavedAlarm session={session} mayEdit={mayEdit} />,
    gate: <GateButton articleId={id} gate={gate} open={gateOpen} onOpenChange={setGateOpen} onChooseClaim={chosen.setChosenId} />,
  }
  const note = session && <ConnectionNote session={session} />

  return (
    <ClaimsProvider value={context}>
      {end && (
        <Frame {...frame} alarm={null} toolbar={null}>
          <Trouble end={end} unsent={session?.unsentText() ?? ''} articleId={id} claimId={chosen.chosenId} />
        </Frame>
      )}
      {!end && session && synced && (
        <Desk
          frame={frame}
          userId={userId}
          doc={session.doc}
          awareness={session.awareness}
          mayEdit={mayEdit}
          chosen={chosen}
          roomForMargin={roomForMargin}
          above={note}
          whenSaved={() => whenSaved(session)}
          onOpenGate={() => setGateOpen((open) => !open)}
        />
      )}
      {!end && !synced && (
        <Frame {...frame} toolbar={null}>
          {note}
          <CopySkeleton />
        </Frame>
      )}
    </ClaimsProvider>
  )
}

function endOf(saved: Saved): End | null {
  switch (saved.kind) {
    case 'reload-needed':
    case 'signed-out':
    case 'forbidden':
      return saved
    default:
      return null
  }
}
