import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { COPY_GRID } from './copy-grid.ts'

const LINES = ['w-full', 'w-11/12', 'w-full', 'w-2/3', '', 'w-full', 'w-10/12', 'w-full', 'w-1/2']

/** The shape of an article while the newest state of it is on its way. */
export function CopySkeleton() {
  const t = useTranslations('ui')
  return (
    <div role="status" className={COPY_GRID}>
      <div className="min-w-0">
        <span className="sr-only">{t('loading')}</span>
        <Skeleton className="h-10 w-11/12" />
        <Skeleton className="mt-3 h-10 w-3/5" />
        <Skeleton className="mt-6 mb-10 h-6 w-4/5" />
        {LINES.map((width, index) => (width === '' ? <div key={index} className="h-6" /> : <Skeleton key={index} className={`mt-3 h-5 ${width}`} />))}
      </div>
    </div>
  )
}
