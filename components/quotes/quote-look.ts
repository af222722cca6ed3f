import { Check, CircleHelp, CloudOff, Hourglass, ReplaceAll, Scissors, Type, type LucideIcon } from 'lucide-react'
import type { Tone } from '#components/ui/tone.ts'
import type { QuoteComparisonDto } from '#lib/api/schemas/quotes.ts'

/** How what a source has of a quote is told by icon and colour. */
export const QUOTE_LOOK: Record<QuoteComparisonDto['result'], { tone: Tone; icon: LucideIcon }> = {
  exact: { tone: 'good', icon: Check },
  typography: { tone: 'good', icon: Type },
  elided: { tone: 'good', icon: Scissors },
  altered: { tone: 'bad', icon: ReplaceAll },
  not_found: { tone: 'wait', icon: CircleHelp },
}

type Look = keyof typeof UNREAD_LOOK | QuoteComparisonDto['result']

/** What a source has that has not been read says nothing of the source. */
const UNREAD_LOOK: Record<NonNullable<QuoteComparisonDto['unread']>, { tone: Tone; icon: LucideIcon }> = {
  waiting: { tone: 'wait', icon: Hourglass },
  failed: { tone: 'warn', icon: CloudOff },
}

/** How it is shown: `said` is the key of the words for it. */
export function lookOf({ result, unread }: Pick<QuoteComparisonDto, 'result' | 'unread'>): { tone: Tone; icon: LucideIcon; said: Look } {
  return unread !== null && result === 'not_found' ? { ...UNREAD_LOOK[unread], said: unread } : { ...QUOTE_LOOK[result], said: result }
}
