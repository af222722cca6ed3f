'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes.ts'
import { onEscapeIn } from './escape.ts'
import { useOpener } from './focus.ts'
import { IconButton } from './icon-button.tsx'

interface SidePanelProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  /** Names what it shows where that changes while it is open: another thing begins at its top. */
  about?: string
  /** At the left edge, in the room beside the copy: what stands at its right is used at the same time. */
  left?: boolean
  children: ReactNode
}

/** Stands at the right edge, below the workbench's head, and leaves the page usable beside it; on a phone it covers the lower part. */
export function SidePanel({ open, onOpenChange, title, description, about, left = false, children }: SidePanelProps) {
  const t = useTranslations('ui')
  const content = useRef<HTMLDivElement>(null)
  const giveBack = useOpener(open)
  // What was pressed to come here is gone, and the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) content.current?.focus({ preventScroll: true })
  }, [about])
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Portal>
        <Radix.Content
          ref={content}
          {...(description === undefined && { 'aria-describedby': undefined })}
          data-side-panel
          onOpenAutoFocus={(event) => {
            // Its first button is no answer to why one opened it; what wants the keys takes them itself.
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true })
          }}
          onCloseAutoFocus={giveBack}
          onInteractOutside={(event) => event.preventDefault()}
          // Pressed inside, it is for what it is pressed in first; beside other panels it is for those.
          onEscapeKeyDown={(event) => (left || (event.target instanceof Node && content.current?.contains(event.target))) && event.preventDefault()}
          onKeyDown={onEscapeIn(() => onOpenChange(false))}
          className={classes(
            'fixed inset-x-0 bottom-0 z-40 flex max-h-[75dvh] animate-appear flex-col rounded-t-lg border border-line bg-sheet outline-none',
            'sm:inset-x-auto sm:top-(--frame-height) sm:bottom-0 sm:max-h-none sm:rounded-none sm:border-b-0',
            left ? 'sm:left-0 sm:w-[clamp(18rem,calc(var(--beside-copy)-1rem),24rem)] sm:border-l-0' : 'shadow-float sm:right-0 sm:w-96 sm:border-r-0',
          )}
        >
          <div className="border-b border-line py-3 pr-12 pl-4">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            {description !== undefined && <Radix.Description className="text-sm text-muted">{description}</Radix.Description>}
          </div>
          {/* Room above that scrolls away: padding would stay, and show what passes behind a head that sticks. */}
          <div key={about} className="grow scroll-pt-48 overflow-y-auto px-4 pb-4 before:block before:h-4">
            {children}
          </div>
          <Radix.Close asChild>
            <IconButton label={t('close')} icon={<X aria-hidden />} size="sm" className="absolute top-2 right-2" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
