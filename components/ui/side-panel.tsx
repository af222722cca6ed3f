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
  /** A button before the title: the way back. */
  before?: ReactNode
  /** Buttons after the title. */
  actions?: ReactNode
  children: ReactNode
}

/**
 * Stands at the right edge, below the workbench's head, and leaves the page usable beside it; on a phone it covers the
 * lower part, and in a window that is low the whole height, less where the words stand above it.
 */
export function SidePanel({ open, onOpenChange, title, description, about, left = false, before, actions, children }: SidePanelProps) {
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
            'fixed inset-x-0 bottom-0 z-40 flex max-h-[75dvh] animate-appear flex-col rounded-t-lg border border-line bg-sheet outline-none low:max-h-[calc(100dvh-3rem)]',
            'sm:inset-x-auto sm:top-(--frame-height) sm:bottom-0 sm:max-h-none sm:rounded-none sm:border-b-0 sm:low:max-h-none',
            left
              ? 'sm:left-0 sm:w-[clamp(18rem,calc(var(--beside-copy)-1rem),24rem)] sm:border-l-0'
              : 'shadow-float sm:right-0 sm:w-(--panel-width) sm:border-r-0 sm:low:top-0',
          )}
        >
          <div className={classes('flex items-center gap-1 border-b border-line pr-12 low:py-1', before === undefined ? 'py-3 pl-4' : 'min-h-12 py-1 pl-1.5')}>
            {before}
            <div className="min-w-0 grow">
              <Radix.Title className="truncate text-base font-semibold">{title}</Radix.Title>
              {description !== undefined && <Radix.Description className="text-sm text-muted low:hidden">{description}</Radix.Description>}
            </div>
            {actions}
          </div>
          {/* Room above that scrolls away: padding would stay, and show what passes behind a head that sticks. */}
          <div
            key={about}
            data-panel-body
            className="grow scroll-pt-48 overflow-y-auto overscroll-contain px-4 pb-4 before:block before:h-4 low:scroll-pt-2 low:before:h-2"
          >
            {children}
          </div>
          <Radix.Close asChild>
            <IconButton
              label={t('close')}
              icon={<X aria-hidden />}
              size="sm"
              className="absolute top-2 right-2 low:top-1 pointer-coarse:top-1 pointer-coarse:right-1"
            />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
