import { ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import type { EvidenceChainDto } from '#lib/api/schemas/review.ts'
import { RecordExport } from './record-export.tsx'
import { RecordList } from './record-list.tsx'

/** CL-7c: acts about evidence that the reader may read and others may not, each chain with its own export. */
export function OwnChains({ chains }: { chains: readonly EvidenceChainDto[] }) {
  const t = useTranslations('record.ownChains')
  const tType = useTranslations('workbench.evidence.type')
  return (
    <section aria-labelledby="own-chains-heading" className="mt-10">
      <h2 id="own-chains-heading" className="text-base font-semibold">
        {t('title')}
      </h2>
      <p className="mt-0.5 mb-4 text-sm text-muted">{t('explain')}</p>
      <div className="flex flex-col gap-8">
        {chains.map(({ evidenceId, claim, type, title, confidential, rows }) => (
          <section key={evidenceId} aria-labelledby={`chain-${evidenceId}`}>
            <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
              <div className="min-w-0">
                <h3 id={`chain-${evidenceId}`} className="font-semibold [overflow-wrap:anywhere]">
                  {t('chain', { type: tType(type), number: claim.number, removed: String(claim.removed), titled: String(title !== null), title: title ?? '' })}
                </h3>
                {!confidential && <p className="text-sm text-muted">{t('open')}</p>}
              </div>
              <div className="flex flex-wrap gap-2">
                <RecordExport href={`/api/v1/evidence/${evidenceId}/record`} name={`record-evidence-${evidenceId}`} />
                <ButtonLink>
                  <a href={`/api/v1/evidence/${evidenceId}/record/proofs`} download={`proofs-evidence-${evidenceId}.json`}>
                    <ShieldCheck aria-hidden />
                    {t('proofs')}
                  </a>
                </ButtonLink>
              </div>
            </div>
            <RecordList events={rows} heading="h4" />
          </section>
        ))}
      </div>
    </section>
  )
}
