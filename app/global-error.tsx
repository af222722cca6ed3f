'use client'

import { NextIntlClientProvider } from 'next-intl'
import './globals.css'
import { Messages } from '#components/shell/messages.tsx'
import { PageError } from '#components/shell/page-error.tsx'

interface GlobalErrorProps {
  error: Error & { digest?: string }
}

/** The layout itself failed, usually because the database is away: nothing of it can be relied on here. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <NextIntlClientProvider locale="en" timeZone="UTC">
          <Messages>
            <main className="flex min-h-dvh flex-col">
              <PageError error={error} retry={() => location.reload()} />
            </main>
          </Messages>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
