import { useTranslations } from 'next-intl'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { pageContext } from '#lib/auth/page-context.ts'
import { findUnread } from '#lib/queries/notifications/list-notifications.ts'
import { getMe } from '#lib/queries/people/get-me.ts'
import { OfflineNote } from '#components/shell/offline-note.tsx'
import { StayNote } from '#components/shell/stay-note.tsx'
import { SendingNote } from '#components/suggestions/sending-note.tsx'
import { THEME_COOKIE, themeOf } from '#components/shell/theme.ts'
import { TopBar } from '#components/shell/top-bar.tsx'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [ctx, jar] = await Promise.all([pageContext(), cookies()])
  const [me, unread] = await Promise.all([getMe(ctx), findUnread(ctx)])
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <TopBar me={me} unread={unread} theme={themeOf(jar.get(THEME_COOKIE)?.value)} />
      <OfflineNote />
      <StayNote />
      <SendingNote />
      <main id="content" tabIndex={-1} className="flex grow flex-col outline-none">
        {children}
      </main>
    </div>
  )
}

function SkipLink() {
  const t = useTranslations('nav')
  return (
    <a href="#content" className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
      {t('skip')}
    </a>
  )
}
