import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'

interface ButtonLook {
  variant?: ButtonVariant
  size?: 'sm' | 'md'
}

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  icon?: ReactNode
  /** Under way: a spinner instead of the icon; pressing it again does nothing, and it keeps the focus. */
  busy?: boolean
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/60 bg-sheet text-ink hover:bg-hover shadow-raised',
  ghost: 'text-ink hover:bg-hover',
  danger: 'border border-bad/50 bg-sheet text-bad hover:bg-bad-soft',
}

const SIZES = {
  sm: 'min-h-7 px-2 text-sm pointer-coarse:min-h-10 pointer-coarse:px-3',
  md: 'min-h-8.5 px-3 text-base pointer-coarse:min-h-11',
}

/** The classes of a button, for a link that should look like one. */
export function buttonClasses({ variant = 'secondary', size = 'md' }: ButtonLook = {}): string {
  return classes(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-75 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default aria-disabled:opacity-60',
    'aria-pressed:bg-accent-soft aria-pressed:text-accent [&_svg]:size-4 [&_svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
  )
}

export function Button({ variant, size, icon, busy = false, className, children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(buttonClasses({ ...(variant && { variant }), ...(size && { size }) }), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  )
}

interface ButtonLinkProps extends ButtonLook {
  /** One link element: `<Link href="…">Open</Link>`. */
  children: ReactNode
  className?: string
}

export function ButtonLink({ variant, size, className, children }: ButtonLinkProps) {
  return <Slot.Root className={classes(buttonClasses({ ...(variant && { variant }), ...(size && { size }) }), className)}>{children}</Slot.Root>
}
