'use client'

import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, type LucideIcon, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useSyncExternalStore } from 'react'
import { classes } from '#components/ui/classes.ts'
import type { Tone } from '#components/ui/tone.ts'
import type { CollabSession } from '#lib/client/collab/session.ts'
import { type Word, savedWord } from './saved-word.ts'

const LOOKS: Record<Word, { tone: Tone; icon: LucideIcon; loud: boolean }> = {
  saved: { tone: 'good', icon: CircleCheck, loud: false },
  readOnly: { tone: 'good', icon: CircleCheck, loud: false },
  saving: { tone: 'wait', icon: LoaderCircle, loud: false },
  connecting: { tone: 'wait', icon: LoaderCircle, loud: false },
  unsaved: { tone: 'bad', icon: CircleAlert, loud: true },
  offline: { tone: 'warn', icon: CloudOff, loud: true },
  stopped: { tone: 'bad', icon: Unplug, loud: true },
}

interface SavedStateProps {
  session: CollabSession | null
  mayEdit: boolean
}

/**
 * Whether the server has committed what was typed here (CO-4). Always in the same place and width for the calm
 * states, so that nothing moves while someone types.
 */
export function SavedState({ session, mayEdit }: SavedStateProps) {
  const word = useWord(session, mayEdit)
  return (
    <p role="status" data-saved={word} className="flex min-w-20">
      <SavedWord word={word} />
    </p>
  )
}

/** The same where the saved state may be out of sight: shown only when it calls for attention, and not read twice. */
export function SavedAlarm({ session, mayEdit }: SavedStateProps) {
  const word = useWord(session, mayEdit)
  return LOOKS[word].loud ? (
    <span aria-hidden>
      <SavedWord word={word} />
    </span>
  ) : null
}

function SavedWord({ word }: { word: Word }) {
  const t = useTranslations('workbench.saved')
  const { tone, icon: Icon, loud } = LOOKS[word]
  return (
    <span
      data-tone={tone}
      className={classes(
        'inline-flex items-center gap-1.5 text-sm whitespace-nowrap',
        loud ? 'rounded-sm bg-tone-soft px-1.5 py-0.5 font-medium text-tone' : 'text-muted',
      )}
    >
      <Icon aria-hidden className={classes('size-4 shrink-0 text-tone', word === 'connecting' && 'motion-safe:animate-pulse')} />
      {t(word)}
    </span>
  )
}

function useWord(session: CollabSession | null, mayEdit: boolean): Word {
  const word = useMemo(() => savedWord(session, mayEdit), [session, mayEdit])
  return useSyncExternalStore(word.subscribe, word.getSnapshot, () => 'connecting')
}
