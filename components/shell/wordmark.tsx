import { useTranslations } from 'next-intl'
import { classes } from '#components/ui/classes.ts'

/** The name, with the dots that a proof-reader puts under words that stay. */
export function Wordmark({ size = 'sm' }: { size?: 'sm' | 'lg' }) {
  const t = useTranslations('site')
  return <span className={classes('copy font-semibold tracking-tight stet-dots', size === 'sm' ? 'text-[1.1875rem]' : 'text-[2.25rem]')}>{t('name')}</span>
}
