'use client'

import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { wipeLocalCopies } from '#lib/client/collab/local-copies.ts'
import { toast } from '#components/ui/toast.tsx'

/** Ends the session on the server, wipes what this browser kept of the articles, and goes to the sign-in page. */
export function useLeave(): () => void {
  const t = useTranslations('account')
  return () => {
    leave().catch(() => toast({ tone: 'bad', title: t('signOutFailed'), detail: t('signOutFailedDetail') }))
  }
}

async function leave(): Promise<void> {
  const { url } = await signOut({ callbackUrl: '/sign-in', redirect: false })
  await wipeLocalCopies()
  window.location.assign(url)
}
