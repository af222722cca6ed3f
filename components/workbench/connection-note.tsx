'use client'

import { Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { CollabSession, CollabSnapshot } from '#lib/client/collab/session.ts'
import { useCollabState } from './use-collab-session.ts'

/** What stands between this tab and the server, when there is more to say than "offline". */
export function ConnectionNote({ session }: { session: CollabSession }) {
  const t = useTranslations('workbench.trouble')
  const obstacle = useCollabState(session, obstacleOf, null)
  if (obstacle === null) return null
  const blocked = obstacle === 'blocked'
  return (
    <section role="alert" data-tone="warn" className="mx-auto mt-6 flex w-full max-w-measure items-start gap-2.5 rounded-lg bg-tone-soft p-4">
      <Unplug aria-hidden className="mt-0.5 size-4 shrink-0 text-tone" />
      <div className="flex flex-col items-start gap-2">
        <h2 className="font-medium text-tone">{blocked ? t('blockedTitle') : t('waiting')}</h2>
        <p>{blocked ? t('blockedText') : t('waitingText')}</p>
        <Button size="sm" onClick={() => session.reconnect()}>
          {t('tryNow')}
        </Button>
      </div>
    </section>
  )
}

/** Once the document is on the screen, "offline" in its place above says enough. */
function obstacleOf({ link, synced }: CollabSnapshot): 'blocked' | 'offline' | null {
  if (link === 'blocked') return 'blocked'
  return link === 'offline' && !synced ? 'offline' : null
}
