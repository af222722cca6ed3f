import { ArrowLeftRight, FileText, Inbox, type LucideIcon, Search, ShieldCheck, Users } from 'lucide-react'

interface NavItem {
  href: string
  /** Key under `nav` in the messages. */
  label: 'work' | 'articles' | 'verification' | 'handover' | 'search' | 'admin'
  icon: LucideIcon
}

/** The places of the newsroom, those that this person may see. */
export function navItems({ managePeople }: { managePeople: boolean }): NavItem[] {
  return [
    { href: '/', label: 'work', icon: Inbox },
    { href: '/articles', label: 'articles', icon: FileText },
    { href: '/verification', label: 'verification', icon: ShieldCheck },
    { href: '/handover', label: 'handover', icon: ArrowLeftRight },
    { href: '/search', label: 'search', icon: Search },
    ...(managePeople ? [{ href: '/admin', label: 'admin', icon: Users } as const] : []),
  ]
}

/** Whether a page belongs to a place: `/articles/1/review` to `/articles`. */
export function isWithin(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}
