'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { Avatar } from '#components/ui/avatar.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import type { PresenceUser } from '#lib/collab/presence.ts'

const SHOWN = 4

interface PresenceProps {
  awareness: Awareness
  userId: string
}

/** Who has the article open, each once, however many tabs they have. */
export function Presence({ awareness, userId }: PresenceProps) {
  const t = useTranslations('workbench.presence')
  const people = usePeopleHere(awareness)
  return (
    <ul aria-label={t('label')} className="flex items-center -space-x-1.5">
      {people.slice(0, SHOWN).map((person) => {
        const name = person.id === userId ? t('you', { name: person.name }) : person.name
        return (
          <li key={person.id} className="rounded-full ring-2 ring-paper">
            <Tooltip content={name}>
              <span tabIndex={0} className="block rounded-full" role="img" aria-label={name}>
                <Avatar name={person.name} color={person.colorIndex} size="md" decorative />
              </span>
            </Tooltip>
          </li>
        )
      })}
      {people.length > SHOWN && <li className="pl-3 text-sm text-muted">{t('more', { count: people.length - SHOWN })}</li>}
    </ul>
  )
}

const NOBODY: readonly PresenceUser[] = []

function usePeopleHere(awareness: Awareness): readonly PresenceUser[] {
  return useSyncExternalStore(
    (listener) => {
      awareness.on('change', listener)
      return () => awareness.off('change', listener)
    },
    () => peopleOf(awareness),
    () => NOBODY,
  )
}

// The same list, as long as nobody comes, goes or is renamed: carets move all the time.
const lists = new WeakMap<Awareness, readonly PresenceUser[]>()

function peopleOf(awareness: Awareness): readonly PresenceUser[] {
  const people = new Map<string, PresenceUser>()
  for (const state of awareness.getStates().values()) {
    const user: PresenceUser | undefined = state['user']
    if (user) people.set(user.id, user)
  }
  const list = [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  const before = lists.get(awareness)
  if (before && JSON.stringify(before) === JSON.stringify(list)) return before
  lists.set(awareness, list)
  return list
}
