'use client'

import { NextIntlClientProvider, useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import messages from '../../messages/en.json'

/** The words of the interface, in a script that the browser keeps instead of in every page. */
export function Messages({ children }: { children: ReactNode }) {
  // Of the provider around it, which has it from the server: so both write dates alike.
  const locale = useLocale()
  return (
    <NextIntlClientProvider locale={locale} messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}
