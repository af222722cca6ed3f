'use client'

import { Check, ChevronRight } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { classes } from './classes.ts'
import { onEscapeIn } from './escape.ts'
import { FLOATING, FLOATING_EDGE } from './floating.ts'
import { Kbd } from './kbd.tsx'
import { useMediaQuery } from './use-media-query.ts'

interface DropdownMenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  align?: 'start' | 'center' | 'end'
  /** Takes the focus elsewhere when it closes; answers false where it goes back to its button. */
  focusAfter?: () => unknown
  children: ReactNode
}

const ITEM =
  'flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-base outline-none select-none data-highlighted:bg-hover ' +
  'data-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0'

export function DropdownMenu({ trigger, align = 'end', focusAfter, children }: DropdownMenuProps) {
  const [open, setOpen] = useState(false)
  return (
    <Radix.Root modal={false} open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={FLOATING_EDGE}
          onKeyDown={onEscapeIn(() => setOpen(false))}
          // A link that is held back, because nobody answers at its other end, has been chosen all the same.
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest('a')) setOpen(false)
          }}
          onCloseAutoFocus={(event) => {
            if (focusAfter && focusAfter() !== false) event.preventDefault()
          }}
          className={classes(FLOATING, 'min-w-52 p-1')}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface MenuItemProps {
  icon?: ReactNode
  shortcut?: string
  tone?: 'bad'
  disabled?: boolean
  onSelect?: () => void
  className?: string
  children: ReactNode
}

export function MenuItem({ icon, shortcut, tone, disabled = false, onSelect, className, children }: MenuItemProps) {
  return (
    <Radix.Item disabled={disabled} {...(onSelect && { onSelect })} className={classes(ITEM, 'cursor-pointer', tone === 'bad' && 'text-bad', className)}>
      {icon}
      <span className="grow">{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </Radix.Item>
  )
}

/** An item that goes somewhere; `children` is one link element. */
export function MenuLink({ children }: { children: ReactNode }) {
  return (
    <Radix.Item asChild className={ITEM}>
      {children}
    </Radix.Item>
  )
}

interface MenuChoiceProps<Value extends string> {
  value: Value
  options: readonly { value: Value; label: string; icon?: ReactNode }[]
  onChange: (value: Value) => void
}

/** One of several, the present one ticked. */
export function MenuChoice<Value extends string>({ value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} onSelect={() => onChange(option.value)} className={classes(ITEM, 'cursor-pointer')}>
          {option.icon}
          <span className="grow">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

interface MenuSubmenuProps {
  label: string
  /** What is chosen in it now. */
  value: string
  children: ReactNode
}

/** Opens beside the menu; in a window without room for two menus its entries stand in the menu itself, under its label. */
export function MenuSubmenu({ label, value, children }: MenuSubmenuProps) {
  const roomBeside = useMediaQuery('(min-width: 40rem)', true)
  if (!roomBeside) {
    return (
      <>
        <MenuLabel>{label}</MenuLabel>
        {children}
      </>
    )
  }
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={classes(ITEM, 'cursor-pointer data-[state=open]:bg-hover')}>
        <span className="grow">{label}</span>
        <span className="text-sm text-muted">{value}</span>
        <ChevronRight aria-hidden />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent collisionPadding={FLOATING_EDGE} className={classes(FLOATING, 'min-w-40 p-1')}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  )
}

interface MenuCheckProps {
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}

/** One that is on or off by itself; the menu stays open. */
export function MenuCheck({ checked, disabled = false, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={classes(ITEM, 'group cursor-pointer')}
    >
      <span className="grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong text-on-accent group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-3!" strokeWidth={3} />
        </Radix.ItemIndicator>
      </span>
      <span className="grow">{children}</span>
    </Radix.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs font-medium text-muted">{children}</Radix.Label>
}

export function MenuSeparator({ className }: { className?: string }) {
  return <Radix.Separator className={classes('-mx-1 my-1 h-px bg-line', className)} />
}
