'use client'

import { MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { SessionDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'
import { useLeave } from '#components/shell/sign-out.ts'
import { useAction } from '#components/shell/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { deviceName } from './device-name.ts'

export function SessionList({ sessions }: { sessions: readonly SessionDto[] }) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
    </ul>
  )
}

function SessionRow({ session }: { session: SessionDto }) {
  const t = useTranslations('settings.sessions')
  const router = useRouter()
  const leave = useLeave()
  const action = useAction({ report: 'toast' })

  async function revoke(): Promise<void> {
    await action.run(async () => {
      await call('DELETE', '/sessions/{id}', { params: { id: session.id } })
    })
    router.refresh()
  }

  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-faint max-sm:hidden" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2">
          {deviceName(session.userAgent) ?? t('unknown')}
          {session.current && <Badge tone="good">{t('current')}</Badge>}
        </p>
        <p className="text-sm text-muted">{t.rich('since', { at: () => <Time value={session.createdAt} mode="exact" /> })}</p>
      </div>
      <Button size="sm" busy={action.busy} onClick={session.current ? leave : () => void revoke()}>
        {t(session.current ? 'signOut' : 'revoke')}
      </Button>
    </li>
  )
}
