'use client'

import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { isEscape, onEscapeIn } from './escape.ts'
import { FLOATING, FLOATING_EDGE } from './floating.ts'

interface PopoverProps {
  /** The button that opens it; absent where `anchor` says what it stands at. */
  trigger?: ReactNode
  /** Something on the page that is no button, such as selected words. */
  anchor?: { getBoundingClientRect: () => DOMRect }
  /** Something is typed in it: a press outside does not close it. */
  keepOpen?: boolean
  /** Its name, read aloud. */
  label: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Where the focus goes when it closes; to the trigger, unless this prevents it. */
  onCloseAutoFocus?: (event: Event) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  className?: string
  children: ReactNode
}

export function Popover({
  trigger,
  anchor,
  keepOpen = false,
  label,
  open,
  onOpenChange,
  onCloseAutoFocus,
  align = 'end',
  side = 'bottom',
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {anchor !== undefined && <Radix.Anchor virtualRef={{ current: anchor }} />}
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={FLOATING_EDGE}
          onKeyDown={onEscapeIn(() => onOpenChange?.(false))}
          onEscapeKeyDown={(event) => !isEscape(event) && event.preventDefault()}
          {...(onCloseAutoFocus && { onCloseAutoFocus })}
          onInteractOutside={keepOpen ? (event) => event.preventDefault() : undefined}
          className={classes(FLOATING, 'w-80 p-3', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
