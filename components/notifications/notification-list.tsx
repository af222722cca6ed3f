import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { NotificationDto } from '#lib/api/schemas/notifications.ts'
import { noticePlace } from '#lib/domain/notifications.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'

interface NotificationListProps {
  /** null: still on their way. */
  items: readonly NotificationDto[] | null
  onFollow: (item: NotificationDto) => void
}

export function NotificationList({ items, onFollow }: NotificationListProps) {
  const t = useTranslations('notifications')
  if (items === null) return <Skeleton className="m-4 h-24" />
  if (items.length === 0) return <p className="px-4 py-6 text-center text-muted">{t('empty')}</p>
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.id} className="relative px-4 py-2.5 hover:bg-hover">
          <p className={item.readAt === null ? 'font-medium' : 'text-muted'}>
            {item.readAt === null && <span className="mr-1.5 inline-block size-2 rounded-full bg-accent align-middle" aria-hidden />}
            <Link
              href={hrefOf(item)}
              onClick={() => onFollow(item)}
              className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {item.readAt === null && <span className="sr-only">{t('unread')} </span>}
              {t(`kinds.${item.kind}`, {
                name: item.actorName,
                number: item.claim?.number ?? 0,
                count: item.count,
                act: item.action.split('.')[1] ?? '',
                found: item.verdict?.verdict ?? 'none',
              })}
            </Link>
          </p>
          {item.message !== null && (
            <p dir="auto" className="mt-0.5 line-clamp-3 whitespace-pre-wrap">
              {item.message}
            </p>
          )}
          {item.verdict && item.count === 1 && (
            <>
              <p dir="auto" className="copy mt-0.5 line-clamp-2 leading-snug">
                {item.verdict.wording}
              </p>
              {item.verdict.changed && <p className="mt-0.5 text-sm text-warn">{t('wordsChanged')}</p>}
            </>
          )}
          {item.claim && item.message === null && (item.kind !== 'verdict' || item.action === 'claim.now_disputed') && item.count === 1 && (
            <p dir="auto" className="copy mt-0.5 line-clamp-2 leading-snug">
              {item.claim.diff ? <DiffText parts={item.claim.diff} /> : item.claim.wording}
            </p>
          )}
          {item.reason !== null && (
            <p dir="auto" className="mt-1 line-clamp-3 border-l-2 border-line pl-2 whitespace-pre-wrap">
              {item.reason}
            </p>
          )}
          <p className="mt-0.5 flex gap-2 text-sm text-muted">
            <bdi className="min-w-0 truncate">{item.article.title}</bdi>
            {item.count > 1 && item.unread > 0 && item.unread < item.count && <span className="whitespace-nowrap">{t('left', { count: item.unread })}</span>}
            <Time value={item.createdAt} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function hrefOf({ kind, article, claim, count }: NotificationDto): string {
  return noticePlace({ kind, articleId: article.id, claimId: claim?.id ?? null, count })
}
