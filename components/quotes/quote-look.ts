import { Check, CircleHelp, ReplaceAll, Scissors, Type, type LucideIcon } from 'lucide-react'
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
