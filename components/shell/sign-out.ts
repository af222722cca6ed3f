import { signOut } from 'next-auth/react'
import { wipeLocalCopies } from '#lib/client/collab/local-copies.ts'

/** Ends the session on the server, wipes what this browser kept of the articles, and goes to the sign-in page. */
export async function leave(): Promise<void> {
  const { url } = await signOut({ callbackUrl: '/sign-in', redirect: false })
  await wipeLocalCopies()
  window.location.assign(url)
}
