import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { Avatar } from '#components/ui/avatar.tsx'

/** Whose a claim is: who is asked to check it; where nobody is any more, who did. Two by name, of more the first. */
export function Assigned({ item: { task, alsoWith, againWith } }: { item: BoardItem }) {
  const t = useTranslations('board')
  const done = task === null || task.state === 'done'
  const [first, ...others] = againWith.length > 0 ? againWith : task ? [task.assignee, ...alsoWith] : []
  if (!first) return <span className="text-faint">{t('nobody')}</span>
  const [second, ...more] = others
  const rest = more.length > 0 ? others : []
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${done ? 'text-muted' : ''}`}>
      <Avatar name={first.name} decorative />
      <span className="truncate">{first.name}</span>
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

export function hasSomebody({ task, againWith }: BoardItem): boolean {
  return task !== null || againWith.length > 0
}
