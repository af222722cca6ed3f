'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { classes } from './classes.ts'
import { isEscape, onEscapeIn } from './escape.ts'
import { useOpener } from './focus.ts'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One or two sentences under the title. */
  description?: ReactNode
  /** Something is typed in it: a press outside does not close it. */
  keepOpen?: boolean
  /** It is there to be read: its text has the focus first, so that the keys scroll it. */
  reading?: boolean
  /** It asks nothing: it stands over the copy, and the claim beside that is used at the same time. */
  beside?: boolean
  width?: 'sm' | 'md' | 'lg'
  children?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' }

/** A question that must be answered before going on. On a phone it rises from the bottom edge. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  keepOpen = false,
  reading = false,
  beside = false,
  width = 'sm',
  children,
  footer,
}: DialogProps) {
  const t = useTranslations('ui')
  const content = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const giveBack = useOpener(open)
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={!beside}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_18_15/0.45)]" />
        <Radix.Content
          ref={content}
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            // Where there is nothing to fill in or press but its close button, that is no answer to why one opened it.
            const inside = reading ? body.current : hasControl(event.currentTarget) ? null : event.currentTarget
            if (!(inside instanceof HTMLElement)) return
            event.preventDefault()
            inside.focus({ preventScroll: true })
          }}
          onCloseAutoFocus={giveBack}
          onKeyDown={onEscapeIn(() => onOpenChange(false))}
          {...(beside && { 'data-side-panel': true })}
          // Pressed outside, it is for what it is pressed in.
          onEscapeKeyDown={(event) => {
            const isOutside = beside && event.target instanceof Node && !content.current?.contains(event.target)
            if (isOutside || !isEscape(event)) event.preventDefault()
          }}
          onInteractOutside={keepOpen || beside ? (event) => event.preventDefault() : undefined}
          className={classes(
            'fixed z-50 flex animate-appear flex-col border border-line bg-sheet shadow-float outline-none',
            beside &&
              'top-[calc(var(--frame-height)+0.5rem)] left-[calc(var(--beside-copy)-0.75rem)] max-h-[calc(100dvh-var(--frame-height)-1rem)] w-[42rem] rounded-lg',
            !beside && 'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-lg sm:inset-x-4 sm:top-[10vh] sm:bottom-auto sm:mx-auto sm:max-h-[80vh] sm:rounded-lg',
            !beside && WIDTHS[width],
          )}
        >
          <div className="pt-4 pr-14 pl-5">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description !== undefined && <Radix.Description className="mt-1 text-base text-muted">{description}</Radix.Description>}
          </div>
          <div
            ref={body}
            {...(reading && { role: 'region', 'aria-label': t('dialogText'), tabIndex: 0 })}
            className="overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2"
          >
            {children}
          </div>
          {footer !== undefined && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
          {/* Last, so that the first field has the focus when the dialog opens. */}
          <Radix.Close asChild>
            <IconButton label={t('close')} icon={<X aria-hidden />} size="sm" data-close className="absolute top-3 right-3" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function hasControl(dialog: EventTarget | null): boolean {
  return (
    dialog instanceof HTMLElement && dialog.querySelector(':is(input, select, textarea, button, a[href], [tabindex="0"]):not([data-close], :disabled)') !== null
  )
}
