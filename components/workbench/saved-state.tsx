'use client'

import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, type LucideIcon, Unplug } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classes } from '#components/ui/classes.ts'
import type { Tone } from '#components/ui/tone.ts'

export type SavedWord = 'saved' | 'saving' | 'unsaved' | 'offline' | 'connecting' | 'readOnly' | 'refused' | 'stopped'

const LOOKS: Record<SavedWord, { tone: Tone; icon: LucideIcon; loud: boolean }> = {
  saved: { tone: 'good', icon: CircleCheck, loud: false },
  readOnly: { tone: 'good', icon: CircleCheck, loud: false },
  saving: { tone: 'wait', icon: LoaderCircle, loud: false },
  connecting: { tone: 'wait', icon: LoaderCircle, loud: false },
  unsaved: { tone: 'bad', icon: CircleAlert, loud: true },
  offline: { tone: 'warn', icon: CloudOff, loud: true },
  refused: { tone: 'bad', icon: CircleAlert, loud: true },
  stopped: { tone: 'bad', icon: Unplug, loud: true },
}

/**
 * Whether the server has committed what was typed here (CO-4). Always in the same place and width for the calm
 * states, so that nothing moves while someone types.
 */
export function SavedState({ word }: { word: SavedWord }) {
  const t = useTranslations('workbench.saved')
  const { tone, icon: Icon, loud } = LOOKS[word]
  return (
    <p
      role="status"
      data-tone={tone}
      data-saved={word}
      className={classes('inline-flex min-w-20 items-center gap-1.5 text-sm whitespace-nowrap', loud ? 'rounded-sm bg-tone-soft px-1.5 py-0.5 font-medium text-tone' : 'text-muted')}
    >
      <Icon aria-hidden className={classes('size-4 shrink-0 text-tone', (word === 'saving' || word === 'connecting') && 'motion-safe:animate-pulse')} />
      {t(word)}
    </p>
  )
}
