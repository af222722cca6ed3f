import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '#components/shell/wordmark.tsx'

/** What readers see around an article: the name above, the corrections and the feed below. */
export function PublicFrame({ newsroom, children }: { newsroom: string | undefined; children: ReactNode }) {
  const t = useTranslations('public')
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-measure flex-col px-5">
      <header className="border-b border-line py-5">
        {newsroom === undefined ? (
          <Wordmark />
        ) : (
          <span className="copy text-[1.1875rem] font-semibold" dir="auto">
            {newsroom}
          </span>
        )}
      </header>
      <main id="content" className="grow py-10 sm:py-14">
        {children}
      </main>
      <footer className="border-t border-line py-6 text-sm text-muted">
        <nav className="flex gap-5" aria-label={t('standards')}>
          <Link href="/corrections" className="underline underline-offset-2 hover:text-ink">
            {t('corrections')}
          </Link>
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- a feed is no page: the browser fetches it */}
          <a href="/feed.xml" className="underline underline-offset-2 hover:text-ink">
            {t('feed')}
          </a>
        </nav>
      </footer>
    </div>
  )
}
