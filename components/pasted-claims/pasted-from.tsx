import { useTranslations } from 'next-intl'
import { Section } from '#components/claims/section.tsx'
import type { ClaimSourceDto } from '#lib/api/schemas/pasted-claims.ts'
import { ClaimSource } from './claim-source.tsx'

/** In a claim's panel: the claim from which its words were pasted. What was found there holds there. */
export function PastedFrom({ source, articleId }: { source: ClaimSourceDto; articleId: string }) {
  const t = useTranslations('workbench.pasted')
  return (
    <Section title={t('origin')}>
      <ClaimSource source={source} here={source.article.id === articleId} />
      <p className="text-sm text-muted">{t('originText')}</p>
    </Section>
  )
}
