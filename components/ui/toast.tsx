'use client'

import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toast as Radix } from 'radix-ui'
import { useRef, useSyncExternalStore } from 'react'
import { onEscapeIn } from './escape.ts'
import { IconButton } from './icon-button.tsx'
import { buttonClasses } from './button.tsx'

interface ToastMessage {
  tone: 'good' | 'bad'
  /** What happened. */
  title: string
  /** What to do next. */
  detail?: string
  action?: { label: string; onClick: () => void }
}

interface ShownToast extends ToastMessage {
  id: number
}

const NONE: readonly ShownToast[] = []
let shown: readonly ShownToast[] = NONE
let lastId = 0
const listeners = new Set<() => void>()

/** Says what just happened, wherever one is, on the side where no claim is open; on a phone at the top, away from what one types and presses. A failure stays until it is closed; the rest goes after 5 seconds. */
export function toast(message: ToastMessage): void {
  lastId += 1
  // Said again it is said anew, and once: a key that is pressed on and on piles up nothing.
  const others = shown.filter(({ title, detail }) => title !== message.title || detail !== message.detail)
  const all = [...others, { ...message, id: lastId }]
  const newest = all.slice(-AT_ONCE)
  replace(all.filter((each) => each.tone === 'bad' || newest.includes(each)))
}

/** More would cover the copy. What went well gives way to what is newer; a failure waits for its turn. */
const AT_ONCE = 2

export function Toaster() {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )
  const t = useTranslations('ui')
  const [newest, ...others] = toasts.slice(-AT_ONCE).toReversed()
  const waiting = toasts.length - AT_ONCE
  return (
    <Radix.Provider label={t('notice')} duration={5000} swipeDirection="left">
      {others.map((message) => (
        <ToastCard key={message.id} message={message} waiting={waiting} />
      ))}
      {newest && <ToastCard key={newest.id} message={newest} />}
      <Radix.Viewport
        label={t('notices')}
        className="fixed left-0 bottom-0 z-60 m-0 flex w-full list-none flex-col-reverse gap-2 p-4 max-sm:top-(--bar-height) max-sm:bottom-auto max-sm:p-2 sm:max-w-96 lg:max-w-72 min-[1100px]:max-w-[clamp(15rem,var(--beside-copy),24rem)]"
      />
    </Radix.Provider>
  )
}

interface ToastCardProps {
  message: ShownToast
  /** How many failures are not shown until this or the newer one is closed. */
  waiting?: number
}

function ToastCard({ message, waiting = 0 }: ToastCardProps) {
  const t = useTranslations('ui')
  const Icon = message.tone === 'bad' ? CircleAlert : CircleCheck
  const isForElse = useRef(false)

  function close() {
    if (!isForElse.current) dismiss(message.id)
    isForElse.current = false
  }

  return (
    <Radix.Root
      open
      onOpenChange={(open) => !open && close()}
      type={message.tone === 'bad' ? 'foreground' : 'background'}
      {...(message.tone === 'bad' && { duration: Number.POSITIVE_INFINITY })}
      // Escape is for what one is in: pressed elsewhere it closes that, and no notice that nobody has read. Prevented, it would do nothing there.
      onEscapeKeyDown={({ target }) => {
        isForElse.current = !(target instanceof Element && target.closest('[data-notice]'))
      }}
      onKeyDown={onEscapeIn(() => dismiss(message.id))}
      data-notice
      data-tone={message.tone}
      className="flex animate-appear items-start gap-2.5 rounded-lg border border-line bg-sheet p-3 shadow-float"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-tone" />
      <div className="min-w-0 grow">
        <Radix.Title className="font-medium">{message.title}</Radix.Title>
        {message.detail && <Radix.Description className="text-sm text-muted">{message.detail}</Radix.Description>}
        {waiting > 0 && <p className="mt-1 text-xs text-muted">{t('moreNotices', { count: waiting })}</p>}
        {message.action && (
          <Radix.Action altText={message.action.label} onClick={message.action.onClick} className={`mt-2 ${buttonClasses({ size: 'sm' })}`}>
            {message.action.label}
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label={t('close')} icon={<X aria-hidden />} size="sm" className="-my-1 -mr-1" />
      </Radix.Close>
    </Radix.Root>
  )
}

function dismiss(id: number): void {
  replace(shown.filter((message) => message.id !== id))
}

function replace(next: readonly ShownToast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
