import { env } from '#lib/env/env.ts'

/** The address of a one-time link. */
export function welcomeUrl(token: string): string {
  return `${env().STET_PUBLIC_URL}/welcome?${new URLSearchParams({ token }).toString()}`
}
