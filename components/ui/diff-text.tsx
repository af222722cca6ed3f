import { useTranslations } from 'next-intl'
import type { DiffPart } from '#lib/api/schemas/common.ts'

/** A word diff, readable by eye (colour and line) and by ear ("removed", "added"). */
export function DiffText({ parts }: { parts: readonly DiffPart[] }) {
  const t = useTranslations('ui.diff')
  return (
    <span dir="auto" className="copy whitespace-pre-wrap">
      {parts.map((part, index) => {
        if (part.op === 'same') return <span key={index}>{part.text}</span>
        const removed = part.op === 'removed'
        const Change = removed ? 'del' : 'ins'
        return (
          <Change
            key={index}
            className={
              removed
                ? 'rounded-sm bg-bad-soft text-bad line-through decoration-1'
                : 'rounded-sm bg-good-soft text-good underline decoration-1 underline-offset-2'
            }
          >
            <span className="sr-only">{removed ? t('removed') : t('added')} </span>
            {part.text}
          </Change>
        )
      })}
    </span>
  )
}
