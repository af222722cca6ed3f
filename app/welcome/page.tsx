import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { WelcomeForm } from '#components/welcome/welcome-form.tsx'
import { db } from '#lib/db/client.ts'
import { getInvitation } from '#lib/queries/people/get-invitation.ts'

export async function generateMetadata(): Promise<Metadata> {
  // The address holds a secret: no other site hears of it, and no machine keeps it.
  return { title: (await getTranslations('welcome'))('title'), robots: { index: false }, referrer: 'no-referrer' }
}

interface WelcomePageProps {
  searchParams: Promise<{ token?: string | string[] }>
}

export default async function WelcomePage({ searchParams }: WelcomePageProps) {
  const { token } = await searchParams
  const t = await getTranslations('welcome')
  const invitation = typeof token === 'string' ? await getInvitation(db(), { token, now: new Date() }) : null
  return (
    <main id="content" className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-8 px-5 py-10">
      <header className="text-center">
        <Wordmark size="lg" />
        <h1 className="mt-5 text-lg font-semibold">{invitation ? t('title') : t('spentTitle')}</h1>
      </header>
      {invitation && typeof token === 'string' ? (
        <WelcomeForm token={token} invitation={invitation} />
      ) : (
        <div className="flex flex-col gap-4">
          <p>{t('spentText')}</p>
          <Link href="/sign-in" className="text-accent underline underline-offset-2 hover:text-accent-hover">
            {t('signIn')}
          </Link>
        </div>
      )}
    </main>
  )
}
