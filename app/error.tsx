'use client'

import { PageError } from '#components/shell/page-error.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <PageError error={error} retry={retry} />
}
