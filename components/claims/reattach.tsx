'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { quoteOfRange, type SelectionQuote } from '#components/editor/selection-quote.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { findQuote } from '#lib/editor/find-quote.ts'
import { useClaimsContext } from './claims-context.tsx'

interface ReattachProps {
  claim: ClaimDto
  editor: Editor
}

/** Gives a detached claim its place again: where its words stand now, or on words that the person selects. */
export function Reattach({ claim, editor }: ReattachProps) {
  const t = useTranslations('workbench.reattach')
  const { store } = useClaimsContext()
  const action = useAction()
  const hasSelection = useEditorState({ editor, selector: ({ editor: current }) => !current.state.selection.empty })
  const found = findQuote(editor.state.doc, { quote: claim.wording, prefix: claim.prefix, suffix: claim.suffix })

  async function place(quote: SelectionQuote | null) {
    if (!quote) return
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/reattach', { params: { id: claim.id }, body: quote }))
    })
    if (done) toast({ tone: 'good', title: t('done', { number: claim.number }) })
  }

  if (!claim.abilities.reattach) return <p className="text-sm text-muted">{t('text')}</p>
  return (
    <div className="flex flex-col items-start gap-2 text-sm">
      <p className="text-muted">{found.kind === 'found' ? t('found') : t('text')}</p>
      {found.kind === 'found' && (
        <Button size="sm" busy={action.busy} onClick={() => void place(quoteOfRange(editor.state.doc, found.range.from, found.range.to))}>
          {t('placeThere')}
        </Button>
      )}
      {!hasSelection && <p>{t('selectFirst')}</p>}
      <Button
        size="sm"
        disabled={!hasSelection}
        busy={action.busy}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void place(quoteOfRange(editor.state.doc, editor.state.selection.from, editor.state.selection.to))}
      >
        {t('placeSelection')}
      </Button>
      <ProblemNote problem={action.problem} />
    </div>
  )
}
