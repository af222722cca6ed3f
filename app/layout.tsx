import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { BrowserTimeZone } from '#components/shell/browser-time-zone.tsx'
import { Messages } from '#components/shell/messages.tsx'
import { StyleNonce } from '#components/shell/style-nonce.tsx'
import { THEME_COOKIE, themeOf } from '#components/shell/theme.ts'
import { Toaster } from '#components/ui/toast.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import { NONCE_HEADER } from '#lib/web/security-headers.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site')
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description'), icons: { icon: '/stet.svg' } }
}

export const viewport: Viewport = {
  // What stands at the foot of the window stands above the keyboard.
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f4' },
    { media: '(prefers-color-scheme: dark)', color: '#171614' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, sent, locale] = await Promise.all([cookies(), headers(), getLocale()])
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  const nonce = sent.get(NONCE_HEADER)
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider messages={null}>
          <Messages>
            {nonce !== null && <StyleNonce nonce={nonce} />}
            <BrowserTimeZone />
            <TooltipProvider>
              {children}
              <Toaster />
            </TooltipProvider>
          </Messages>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
