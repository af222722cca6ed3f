import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { actorFromServerComponent } from '#lib/auth/actor-from-page.ts'
import { env } from '#lib/env/env.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#lib/domain/newsroom/demo-accounts.ts'
import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { localPath } from '#components/sign-in/local-path.ts'
import { Wordmark } from '#components/shell/wordmark.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') }
}

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams
  const goTo = localPath(callbackUrl, env().STET_PUBLIC_URL)
  if ((await actorFromServerComponent()) !== null) redirect(goTo)
  return (
    <main id="content" className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-8 px-5 py-10">
      <Heading />
      <SignInForm
        goTo={goTo}
        error={typeof error === 'string' ? error : null}
        oidc={env().OIDC_ISSUER !== undefined}
        demo={env().STET_DEMO ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null}
      />
    </main>
  )
}

function Heading() {
  const t = useTranslations('signIn')
  return (
    <header className="text-center">
      <Wordmark size="lg" />
      <h1 className="mt-5 text-lg font-semibold">{t('title')}</h1>
    </header>
  )
}
