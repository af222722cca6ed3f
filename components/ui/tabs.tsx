'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

interface TabsProps {
  /** Their name, read aloud. */
  label: string
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  /** Their row stays at the top of the panel that they stand in. */
  stay?: boolean
}

export function Tabs({ label, tabs, value, defaultValue, onValueChange, stay = false }: TabsProps) {
  const initial = defaultValue ?? tabs[0]?.value
  return (
    <Radix.Root {...(value === undefined ? initial !== undefined && { defaultValue: initial } : { value })} {...(onValueChange && { onValueChange })}>
      <Radix.List aria-label={label} className={classes('flex gap-4 overflow-x-auto border-b border-line', stay && 'sticky top-0 z-10 -mx-4 bg-sheet px-4')}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px min-h-9 border-b-2 border-transparent whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:min-h-11"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
