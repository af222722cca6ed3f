import { useTranslations } from 'next-intl'
import type { DiffPart } from '#lib/api/schemas/common.ts'
import { classes } from './classes.ts'

/** A word diff, readable by eye (colour and line) and by ear ("removed", "added"). */
export function DiffText({ parts }: { parts: readonly DiffPart[] }) {
  const t = useTranslations('ui.diff')
  return (
    <span dir="auto" className="copy whitespace-pre-wrap">
      {parts.map((part, index) => {
        if (part.op === 'same') return <span key={index}>{part.text}</span>
        const removed = part.op === 'removed'
        const Change = removed ? 'del' : 'ins'
        // What takes the place of removed words would otherwise touch them.
        const follows = !removed && parts[index - 1]?.op === 'removed'
        return (
          <Change
            key={index}
            className={classes(
              'rounded-sm',
              removed ? 'bg-bad-soft text-bad line-through decoration-1' : 'bg-good-soft text-good underline decoration-1 underline-offset-2',
              follows && 'ms-[0.2em]',
            )}
          >
            <span className="sr-only">{removed ? t('removed') : t('added')} </span>
            {part.text}
          </Change>
        )
      })}
    </span>
  )
}
