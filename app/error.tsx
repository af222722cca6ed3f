'use client'

import { PageError } from '#components/shell/page-error.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageError error={error} retry={retry} />
    </main>
  )
}
