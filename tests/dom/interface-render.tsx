import { render, type RenderResult } from '@testing-library/react'
import axe from 'axe-core'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'
import { Toaster } from '#components/ui/toast.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import messages from '#messages/en.json'

/** As a page has it around it: messages, tooltips, notices. */
export function renderInterface(element: ReactElement): RenderResult {
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date('2026-07-20T12:00:00Z')} onError={fail}>
      <TooltipProvider>
        {element}
        <Toaster />
      </TooltipProvider>
    </NextIntlClientProvider>,
  )
}

/** A message that is missing, or not given what it needs, fails the test. */
function fail(error: Error): never {
  throw error
}

/** What axe finds wrong; colours and page landmarks are looked at in a real browser. */
export async function faults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`)
}
