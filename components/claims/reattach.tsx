'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { CutWordNote } from '#components/editor/cut-word-note.tsx'
import { quoteOfRange, type SelectionQuote } from '#components/editor/selection-quote.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { placesAlike, readContext } from '#lib/editor/find-quote.ts'
import { useClaimsContext } from './claims-context.tsx'

interface ReattachProps {
  claim: ClaimDto
  editor: Editor
  /** Its new words are being selected; a phone shows nothing else meanwhile. */
  placing: boolean
  onPlacing: (placing: boolean) => void
}

/** How many places are offered; who needs another selects its words. */
const MOST = 6
/** Of the copy before and after words, in characters: enough to tell two places apart. */
const AROUND = 24

/** Gives a detached claim its place again: where its words stand now, or on words that the person selects. */
export function Reattach({ claim, editor, placing, onPlacing }: ReattachProps) {
  const t = useTranslations('workbench.reattach')
  const { store } = useClaimsContext()
  const action = useAction()
  const hasSelection = useEditorState({ editor, selector: ({ editor: current }) => !current.state.selection.empty })
  const { doc } = editor.state
  const places = placesAlike(copyOf(doc), claim.wording)

  async function place(quote: SelectionQuote | null) {
    if (!quote) return
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/reattach', { params: { id: claim.id }, body: quote }))
    })
    if (!done) return
    onPlacing(false)
    toast({ tone: 'good', title: t('done', { number: claim.number }) })
  }

  if (!claim.abilities.reattach) return <p className="text-sm text-muted">{t(claim.abilities.remove ? 'textForRemover' : 'textForOthers')}</p>
  return (
    <section aria-label={t('title', { number: claim.number })} {...(placing && { 'data-reshape': true })} className="flex flex-col items-start gap-2 text-sm">
      {!placing && <p className="text-muted">{places.length > 0 ? t('found', { count: places.length }) : t('text')}</p>}
      {!placing && places.length > 0 && (
        <ul className="flex w-full flex-col gap-2">
          {places.slice(0, MOST).map((range) => (
            <Place
              key={range.from}
              {...readContext(doc, range)}
              busy={action.busy}
              onPlace={() => void place(quoteOfRange(editor.state.doc, range.from, range.to))}
            />
          ))}
        </ul>
      )}
      {!placing && places.length > MOST && <p className="text-muted">{t('more', { count: places.length - MOST })}</p>}
      {/* On a phone the panel covers the text, and makes room first. */}
      {!placing && (
        <Button size="sm" className="sm:hidden" onClick={() => onPlacing(true)}>
          {t('begin')}
        </Button>
      )}
      <div className={placing ? 'flex flex-col items-start gap-2' : 'flex flex-col items-start gap-2 max-sm:hidden'}>
        {!hasSelection && <p>{t('selectFirst')}</p>}
        <CutWordNote editor={editor} />
        <div className="flex flex-wrap gap-1">
          <Button
            size="sm"
            disabled={!hasSelection}
            busy={action.busy}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void place(quoteOfRange(editor.state.doc, editor.state.selection.from, editor.state.selection.to))}
          >
            {t('placeSelection')}
          </Button>
          {placing && (
            <Button size="sm" variant="ghost" onClick={() => onPlacing(false)}>
              {t('cancel')}
            </Button>
          )}
        </div>
      </div>
      <ProblemNote problem={action.problem} />
    </section>
  )
}

interface PlaceProps {
  wording: string
  prefix: string
  suffix: string
  busy: boolean
  onPlace: () => void
}

/** Words in the text with what stands around them. */
function Place({ wording, prefix, suffix, busy, onPlace }: PlaceProps) {
  const t = useTranslations('workbench.reattach')
  const id = useId()
  return (
    <li className="flex flex-col items-start gap-1.5">
      <p id={id} dir="auto" className="copy">
        {prefix && `…${prefix.slice(-AROUND)}`}
        <b>{wording}</b>
        {suffix && `${suffix.slice(0, AROUND)}…`}
      </p>
      <Button size="sm" busy={busy} aria-describedby={id} onClick={onPlace}>
        {t('placeThere')}
      </Button>
    </li>
  )
}
