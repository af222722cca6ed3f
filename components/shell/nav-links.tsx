'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { LinkPending } from './link-pending.tsx'
import { isWithin, navItems } from './nav-items.ts'

export function NavLinks({ managePeople }: { managePeople: boolean }) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  return (
    <nav aria-label={t('label')} className="hidden items-stretch gap-1 self-stretch md:flex">
      {navItems({ managePeople }).map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={isWithin(pathname, href) ? 'page' : undefined}
          className="relative flex items-center border-b-2 border-transparent px-2.5 pt-0.5 whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(label)}
          <LinkPending />
        </Link>
      ))}
    </nav>
  )
}
