'use client'

import { Bell as BellIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { NotificationDto, Unread } from '#lib/api/schemas/notifications.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { onLive } from '#lib/client/live.ts'
import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { NotificationList } from './notification-list.tsx'

const SHOWN = 30
const MOST = 99

/** What one is told of: how much is unread, and a list that leads to each. */
export function Bell({ unread: initialUnread }: { unread: Unread }) {
  const t = useTranslations('notifications')
  const [{ unread, unreadClaims }, setUnread] = useState(initialUnread)
  const [isOpen, setIsOpen] = useState(false)
  const [items, setItems] = useState<readonly NotificationDto[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let gone = false
    async function look(): Promise<void> {
      try {
        const page = await call('GET', '/notifications', { query: { limit: isOpen ? SHOWN : 1 } })
        if (gone) return
        setUnread(page)
        if (isOpen) setItems(page.items)
        setProblem(null)
      } catch (error) {
        if (!gone && error instanceof ApiProblem) setProblem(error.detail)
      }
    }
    if (isOpen) void look()
    const stop = onLive('notice', () => void look())
    return () => {
      gone = true
      stop()
    }
  }, [isOpen])

  // Who opens a claim has read what they were told about it; so has who has it open while they are told.
  const openClaim = useSearchParams().get('claim')
  useEffect(() => {
    if (openClaim === null || !unreadClaims.includes(openClaim)) return
    setUnread((before) => ({ ...before, unreadClaims: before.unreadClaims.filter((id) => id !== openClaim) }))
    // Where this fails it is tried again with the next look.
    void call('POST', '/notifications/read', { body: { claimId: openClaim } }).catch(() => undefined)
  }, [openClaim, unreadClaims])

  async function mark(ids?: string[]): Promise<void> {
    const read = new Date().toISOString()
    const isMeant = (id: string) => ids === undefined || ids.includes(id)
    setItems((before) => before?.map((item) => (item.readAt === null && isMeant(item.id) ? { ...item, unread: 0, readAt: read } : item)) ?? null)
    setUnread((before) => (ids === undefined ? { unread: 0, unreadClaims: [] } : { ...before, unread: Math.max(0, before.unread - ids.length) }))
    await call('POST', '/notifications/read', { body: ids === undefined ? {} : { ids } }).catch((error: unknown) => {
      if (error instanceof ApiProblem) setProblem(error.detail)
    })
  }

  return (
    <Popover
      label={t('title')}
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-96 p-0!"
      trigger={
        <button
          type="button"
          aria-label={t('bell', { count: unread })}
          className="relative inline-flex size-8.5 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover pointer-coarse:size-11"
        >
          <BellIcon aria-hidden className="size-4.5" />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-[0.65rem] leading-4 font-semibold text-on-accent tabular-nums"
            >
              {unread > MOST ? `${MOST}+` : unread}
            </span>
          )}
        </button>
      }
    >
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
        <h2 className="font-semibold">{t('title')}</h2>
        {unread > 0 && (
          <Button size="sm" variant="ghost" onClick={() => void mark()}>
            {t('markAll')}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p role="alert" className="px-4 py-3 text-sm text-bad">
          {problem}
        </p>
      )}
      <NotificationList
        items={items}
        onFollow={(item) => {
          setIsOpen(false)
          if (item.readAt === null) void mark([item.id])
        }}
      />
    </Popover>
  )
}
