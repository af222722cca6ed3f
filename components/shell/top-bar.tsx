import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { Unread } from '#lib/api/schemas/notifications.ts'
import type { MeDto } from '#lib/api/schemas/people.ts'
import { Bell } from '#components/notifications/bell.tsx'
import { AccountMenu } from './account-menu.tsx'
import { CommandPalette } from './command-palette.tsx'
import { NavLinks } from './nav-links.tsx'
import { SlashToSearch } from './slash-to-search.tsx'
import type { Theme } from './theme.ts'
import { Wordmark } from './wordmark.tsx'

export function TopBar({ me, theme, unread }: { me: MeDto; theme: Theme; unread: Unread }) {
  const t = useTranslations('nav')
  return (
    <header data-stays className="print:hidden sticky top-0 z-30 flex h-(--bar-height) items-center gap-4 border-b border-line bg-paper px-4 lg:px-6">
      <Link href="/" aria-label={t('home')} className="mr-2 flex items-center rounded-sm leading-none pointer-coarse:min-h-11">
        <Wordmark />
      </Link>
      <NavLinks managePeople={me.abilities.managePeople} />
      <div className="ml-auto flex items-center gap-1.5">
        <SlashToSearch />
        <CommandPalette abilities={me.abilities} />
        <Bell unread={unread} />
        <AccountMenu me={me} theme={theme} />
      </div>
    </header>
  )
}
