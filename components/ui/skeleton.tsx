import { useTranslations } from 'next-intl'
import { classes } from './classes.ts'

/** A grey place where something will stand; give it its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes('animate-pulse rounded-md bg-hover', className)} />
}

/** A page of lines being fetched, said once to a screen reader. */
export function LoadingLines({ lines = 6 }: { lines?: number }) {
  const t = useTranslations('ui')
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classes('h-5', line % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  )
}
