'use client'

import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import messages from '../../messages/en.json'

/** The words of the interface, in a script that the browser keeps instead of in every page. */
export function Messages({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}
