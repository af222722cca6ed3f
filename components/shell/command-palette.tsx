'use client'

import { Command } from 'cmdk'
import { FilePlus2, FileText, History, ListChecks, LogOut, type LucideIcon, PenLine, ScrollText, Search, Settings, TextSearch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import type { MeDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'
import { useOpener } from '#components/ui/focus.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { StageBadge } from '#components/ui/state-badge.tsx'
import { travel } from './journey.ts'
import { navItems } from './nav-items.ts'
import { useLeave } from './sign-out.ts'

const ITEM =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0'
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted'

/** Of the article that is open. */
const ARTICLE_PLACES: readonly { label: 'write' | 'review' | 'history' | 'record'; path: string; icon: LucideIcon }[] = [
  { label: 'write', path: '', icon: PenLine },
  { label: 'review', path: '/review', icon: ListChecks },
  { label: 'history', path: '/history', icon: History },
  { label: 'record', path: '/record', icon: ScrollText },
]

/** Every page, article and common act by name: ⌘K or Ctrl-K, or the button in the bar. */
export function CommandPalette({ abilities }: { abilities: MeDto['abilities'] }) {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const account = useTranslations('account')
  const router = useRouter()
  const articleId = /^\/articles\/([^/]+)/.exec(usePathname())?.[1] ?? null
  const leave = useLeave()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const articles = useArticles(open)
  const giveBack = useOpener(open)
  useShortcut(() => setOpen((before) => !before))

  function go(href: string): void {
    setOpen(false)
    travel({ to: '', go: () => router.push(href) })
  }

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          className="inline-flex min-h-8.5 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink lg:border lg:border-line lg:bg-sheet pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
        >
          <Search aria-hidden className="size-4 max-lg:size-5" />
          <span className="sr-only">{t('open')}</span>
          <span aria-hidden className="hidden items-center gap-8 lg:flex">
            {t('find')}
            <Kbd keys="mod+k" />
          </span>
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_18_15/0.45)]" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-lg border border-line bg-sheet shadow-float sm:top-[12vh]"
        >
          <Radix.Title className="sr-only">{t('open')}</Radix.Title>
          <Command label={t('open')} loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Command.Input
                placeholder={t('placeholder')}
                value={typed}
                onValueChange={setTyped}
                className="h-12 w-full bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-2.5 py-6 text-center text-muted">{t('nothing')}</Command.Empty>
              {articleId !== null && (
                <Command.Group heading={t('thisArticle')} className={GROUP}>
                  {ARTICLE_PLACES.map(({ label, path, icon: Icon }) => (
                    <Item key={label} icon={<Icon aria-hidden />} onSelect={() => go(`/articles/${articleId}${path}`)}>
                      {t(label)}
                    </Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading={t('places')} className={GROUP}>
                {navItems(abilities).map(({ href, label, icon: Icon }) => (
                  <Item key={href} icon={<Icon aria-hidden />} onSelect={() => go(href)}>
                    {nav(label)}
                  </Item>
                ))}
                <Item icon={<Settings aria-hidden />} onSelect={() => go('/settings')}>
                  {account('settings')}
                </Item>
              </Command.Group>
              {articles.length > 0 && (
                <Command.Group heading={t('articles')} className={GROUP}>
                  {articles.map((article) => (
                    <Command.Item key={article.id} value={`${article.title} ${article.id}`} onSelect={() => go(`/articles/${article.id}`)} className={ITEM}>
                      <FileText aria-hidden />
                      <span dir="auto" className="grow truncate">
                        {article.title}
                      </span>
                      <StageBadge stage={article.stage} plain />
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading={t('acts')} className={GROUP}>
                {abilities.createArticle && (
                  <Item icon={<FilePlus2 aria-hidden />} onSelect={() => go('/articles?new')}>
                    {t('newArticle')}
                  </Item>
                )}
                <Item icon={<LogOut aria-hidden />} onSelect={leave}>
                  {account('signOut')}
                </Item>
              </Command.Group>
              {typed.trim() !== '' && (
                <Command.Group heading={t('everywhere')} className={GROUP} forceMount>
                  <Command.Item
                    forceMount
                    value={`search everywhere ${typed}`}
                    onSelect={() => {
                      setTyped('')
                      go(`/search?${new URLSearchParams({ q: typed.trim() }).toString()}`)
                    }}
                    className={ITEM}
                  >
                    <TextSearch aria-hidden />
                    <span dir="auto" className="grow truncate">
                      {t('searchFor', { words: typed.trim() })}
                    </span>
                  </Command.Item>
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ icon, onSelect, children }: { icon: ReactNode; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item onSelect={onSelect} className={ITEM}>
      {icon}
      <span className="grow">{children}</span>
    </Command.Item>
  )
}

/** The newest articles, fetched when the palette opens; none while they cannot be had, the rest of it still works. */
function useArticles(open: boolean): ArticleListItem[] {
  const [articles, setArticles] = useState<ArticleListItem[]>([])
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    call('GET', '/articles', { query: { limit: 50 }, signal: abort.signal }).then(
      (page) => setArticles(page.items),
      () => undefined,
    )
    return () => abort.abort()
  }, [open])
  return articles
}

/** A key that the page's own editor has already used is left to it. */
function useShortcut(toggle: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      toggle()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [toggle])
}
