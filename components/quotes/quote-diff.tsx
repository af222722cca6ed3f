import { useTranslations } from 'next-intl'
import type { DiffPart } from '#lib/api/schemas/common.ts'
import { looksAlike } from '#lib/domain/quotes/lookalikes.ts'
import { classes } from '#components/ui/classes.ts'

/**
 * What a source has and what the article has instead, in a line each, so that nobody takes the article's words for
 * those that ought to stand. What only one of them has is underlined and said aloud.
 */
export function QuoteDiff({ parts }: { parts: readonly DiffPart[] }) {
  const t = useTranslations('workbench.quotes.diff')
  return (
    <>
      {looksAlike(parts) && <p className="text-sm text-tone">{t('lookalike')}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-2 gap-y-1">
        {(['source', 'article'] as const).map((side) => (
          <div key={side} className="contents">
            <dt className="pt-0.5 text-sm text-muted">{t(side)}</dt>
            <dd dir="auto" className="copy min-w-0 text-base leading-snug whitespace-pre-wrap">
              {parts.map(({ op, text }, index) =>
                op === 'same' ? (
                  <span key={index}>{text}</span>
                ) : op === (side === 'source' ? 'removed' : 'added') ? (
                  <OnlyHere key={index} text={text} side={side} />
                ) : // Two words that lose what stood between them would touch.
                /\s$/.test(parts[index - 1]?.text ?? ' ') || /^\s/.test(parts[index + 1]?.text ?? ' ') || !/^\s|\s$/.test(text) ? null : (
                  ' '
                ),
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function OnlyHere({ text, side }: { text: string; side: 'source' | 'article' }) {
  const t = useTranslations('workbench.quotes.diff')
  const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? []
  return (
    <>
      {before}
      <mark
        className={classes(
          'rounded-sm font-semibold underline decoration-2 underline-offset-2',
          side === 'source' ? 'bg-accent-soft text-ink' : 'bg-warn-soft text-ink decoration-wavy decoration-1',
        )}
      >
        <span className="sr-only">{t(side === 'source' ? 'onlySource' : 'onlyArticle')} </span>
        {words}
      </mark>
      {after}
    </>
  )
}
