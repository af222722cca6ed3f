'use client'

import { LogOut, Menu, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MeDto } from '#lib/api/schemas/people.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { DropdownMenu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { isWithin, navItems } from './nav-items.ts'
import { useLeave } from './sign-out.ts'
import type { Theme } from './theme.ts'
import { useTheme } from './use-theme.ts'

interface AccountMenuProps {
  me: Pick<MeDto, 'name' | 'email' | 'color' | 'abilities'>
  theme: Theme
}

/** Who one is, the theme, settings and the way out; on a narrow screen the places as well. */
export function AccountMenu({ me, theme: initialTheme }: AccountMenuProps) {
  const t = useTranslations('account')
  const nav = useTranslations('nav')
  const pathname = usePathname()
  const leave = useLeave()
  const [theme, setTheme] = useTheme(initialTheme)
  return (
    <DropdownMenu
      trigger={
        <button
          type="button"
          className="flex min-h-8.5 items-center gap-2 rounded-md p-1 hover:bg-hover data-[state=open]:bg-hover pointer-coarse:min-h-11 pointer-coarse:px-2"
        >
          <span className="sr-only">{t('menu', { name: me.name })}</span>
          <Menu aria-hidden className="size-5 text-muted md:hidden" />
          <Avatar name={me.name} color={me.color} size="md" decorative />
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-base font-medium text-ink">{me.name}</span>
        {me.email}
      </MenuLabel>
      <MenuSeparator />
      <div className="md:hidden">
        {navItems(me.abilities).map(({ href, label, icon: Icon }) => (
          <MenuLink key={href}>
            <Link href={href} aria-current={isWithin(pathname, href) ? 'page' : undefined} className="aria-[current=page]:font-medium">
              <Icon aria-hidden />
              {nav(label)}
            </Link>
          </MenuLink>
        ))}
        <MenuSeparator />
      </div>
      <MenuLabel>{t('theme')}</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: t('themes.system'), icon: <Monitor aria-hidden /> },
          { value: 'light', label: t('themes.light'), icon: <Sun aria-hidden /> },
          { value: 'dark', label: t('themes.dark'), icon: <Moon aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuLink>
        <Link href="/settings">
          <Settings aria-hidden />
          {t('settings')}
        </Link>
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={leave}>
        {t('signOut')}
      </MenuItem>
    </DropdownMenu>
  )
}
