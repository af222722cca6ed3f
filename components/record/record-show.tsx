import { useTranslations } from 'next-intl'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { ACT_KINDS } from '#lib/domain/audit/kinds.ts'

/** Which end of the record comes first, and of which claim and which acts it tells. */
export function RecordShow({ claims }: { claims?: readonly { id: string; number: number; removed: boolean }[] }) {
  const t = useTranslations('record.show')
  return (
    <div role="group" aria-label={t('label')} className="mb-4 flex flex-wrap gap-2">
      <QuerySelect
        name="order"
        label={t('order')}
        options={[
          { value: '', label: t('newest') },
          { value: 'oldest', label: t('oldest') },
        ]}
      />
      {claims && (
        <QuerySelect
          name="kind"
          label={t('kind')}
          options={[{ value: '', label: t('allKinds') }, ...ACT_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))]}
        />
      )}
      {claims && claims.length > 0 && (
        <QuerySelect
          name="claim"
          label={t('claim')}
          options={[
            { value: '', label: t('allClaims') },
            ...claims.map(({ id, number, removed }) => ({ value: id, label: t(removed ? 'removed' : 'ofClaim', { number }) })),
          ]}
        />
      )}
    </div>
  )
}
