'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { Section } from '#components/claims/section.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { MessageDto } from '#lib/api/schemas/messages.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { MessageForm } from './message-form.tsx'

const SHOWN = 100

/** What people write to each other about the claim. */
export function DiscussionSection({ claim, userId }: { claim: ClaimDto; userId: string }) {
  const t = useTranslations('workbench.discussion')
  const { messages, problem, add } = useMessages(claim.id)
  return (
    <Section title={t('title', { count: messages.length })}>
      {problem !== null && (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
      {messages.length > 0 && (
        <ol className="flex flex-col gap-2.5 text-sm">
          {messages.map(({ id, by, at, text }) => (
            <li key={id} className="flex flex-col gap-1">
              <p className="flex items-center gap-1.5 text-muted">
                <Avatar name={by.name} decorative />
                {by.name}, <Time value={at} />
              </p>
              <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
                {text}
              </p>
            </li>
          ))}
        </ol>
      )}
      <MessageForm claimId={claim.id} userId={userId} onSent={add} />
    </Section>
  )
}

/** Asked for again whenever the claims are: the server says that something about the article changed, never what. */
function useMessages(claimId: string): { messages: readonly MessageDto[]; problem: string | null; add: (message: MessageDto) => void } {
  const { store } = useClaimsContext()
  const [asked, setAsked] = useState(0)
  const [messages, setMessages] = useState<readonly MessageDto[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => store.onFetched(() => setAsked((before) => before + 1)), [store])
  useEffect(() => {
    const abort = new AbortController()
    call('GET', '/claims/{id}/messages', { params: { id: claimId }, query: { limit: SHOWN }, signal: abort.signal }).then(
      (page) => {
        setMessages(page.items)
        setProblem(null)
      },
      (error: unknown) => !abort.signal.aborted && error instanceof ApiProblem && setProblem(error.detail),
    )
    return () => abort.abort()
  }, [claimId, asked])
  return { messages, problem, add: (message) => setMessages((before) => [...before.filter(({ id }) => id !== message.id), message]) }
}
