import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { Avatar } from '#components/ui/avatar.tsx'

/** Who is asked to check a claim: two by name, of more the first; where nobody is any more, who did. */
export function Assigned({ item: { task, alsoWith } }: { item: BoardItem }) {
  const t = useTranslations('board')
  if (!task) return null
  const done = task.state === 'done'
  const [second, ...more] = alsoWith
  const rest = more.length > 0 ? alsoWith : []
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${done ? 'text-muted' : ''}`}>
      <Avatar name={task.assignee.name} decorative />
      <span className="truncate">{task.assignee.name}</span>
      {done && <Check role="img" aria-label={t('checked')} className="size-3.5 shrink-0" strokeWidth={2.5} />}
      {second && rest.length === 0 && (
        <>
          <span className="sr-only">, </span>
          <Avatar name={second.name} decorative />
          <span className="truncate">{second.name}</span>
        </>
      )}
      {rest.length > 0 && (
        <span title={rest.map(({ name }) => name).join(', ')} className="shrink-0 text-muted">
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">{t('alsoWith', { names: rest.map(({ name }) => name).join(', ') })}</span>
        </span>
      )}
    </span>
  )
}
