import { useTranslations } from 'next-intl'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import { QuerySelect } from '#components/shell/query-select.tsx'

interface AssigneeFilterProps {
  people: readonly PersonRef[]
  /** Whoever looks. */
  me: string
  /** Whom the board shows now: stands here whoever it is, so that a filter never works unseen. */
  asked: BoardFilter['assignee']
}

export function AssigneeFilter({ people, me, asked }: AssigneeFilterProps) {
  const t = useTranslations('board.filters')
  const options = [
    { value: '', label: t('anybody') },
    { value: 'me', label: t('me') },
    { value: 'nobody', label: t('nobody') },
    ...people.filter(({ id }) => id !== me || id === asked).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return <QuerySelect name="assignee" label={t('assignee')} options={options} unlisted={asked && t('left')} />
}
