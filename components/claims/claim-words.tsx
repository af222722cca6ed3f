'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'

/** The words of a claim: of long ones the first lines, so that there is room for what is done about them, and all by a press. */
export function ClaimWords({ wording, framed }: { wording: string; framed: boolean }) {
  const t = useTranslations('workbench.panel')
  const id = useId()
  const [all, setAll] = useState(false)
  const [isLong, setLong] = useState(false)
  const measured = useCallback(
    (words: HTMLElement | null) => {
      // What is shown as a whole says nothing about whether it is long.
      if (!words || all) return undefined
      const sizes = new ResizeObserver(() => setLong(words.scrollHeight > words.clientHeight + 1))
      sizes.observe(words)
      return () => sizes.disconnect()
    },
    [all],
  )
  return (
    <div className="flex shrink-0 flex-col items-start gap-1">
      <blockquote
        key={wording}
        ref={measured}
        id={id}
        dir="auto"
        className={classes(
          'copy w-full border-l-2 border-tone pl-2.5 text-lg leading-snug',
          !all && 'line-clamp-3',
          framed && (all ? 'max-h-[6lh] scroll-shade overflow-y-auto low:max-h-none' : 'low:line-clamp-none'),
        )}
      >
        {wording}
      </blockquote>
      {(isLong || all) && (
        <Button size="sm" variant="ghost" className="-my-1 -ml-1" aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {t(all ? 'firstWords' : 'allWords')}
        </Button>
      )}
    </div>
  )
}
