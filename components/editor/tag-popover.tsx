'use client'

import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { z } from 'zod'
import { useClaimsContext, useDraft } from '#components/claims/claims-context.tsx'
import { guessKind } from '#components/claims/guess-kind.ts'
import { type TagDraft, TagForm } from '#components/claims/tag-form.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Popover } from '#components/ui/popover.tsx'
import { toast } from '#components/ui/toast.tsx'
import { ApiProblem, call } from '#lib/client/api.ts'
import { CLAIM_KINDS, PRIORITIES } from '#lib/domain/claims/terms.ts'
import { quoteOfRange } from './selection-quote.ts'
import { useSelectionAnchor } from './use-selection-anchor.ts'

const draftSchema = z.object({ kind: z.enum(CLAIM_KINDS), priority: z.enum(PRIORITIES), note: z.string() })

interface TagPopoverProps {
  editor: Editor
  onClose: () => void
  onTagged: (claimId: string) => void
}

/** Tags the selected words. It stands at them, and follows them while others type. */
export function TagPopover({ editor, onClose, onTagged }: TagPopoverProps) {
  const t = useTranslations('workbench.tag')
  const { articleId, store } = useClaimsContext()
  const action = useAction()
  const words = useMemo(() => selectedQuote(editor)?.quote ?? '', [editor])
  const [draft, change, clear] = useDraft<TagDraft>({ claimId: articleId, form: 'tag' }, { kind: guessKind(words), priority: 'normal', note: '' }, draftSchema)
  const anchor = useSelectionAnchor(editor)

  async function tag() {
    await action.run(async () => {
      const quote = selectedQuote(editor)
      if (!quote) throw new ApiProblem(409, { code: 'quote-not-found', title: t('selectFirst'), detail: t('lost') })
      const { note, ...rest } = draft
      const body = { ...quote, ...rest, ...(note.trim() !== '' && { note }) }
      const claim = await call('POST', '/articles/{id}/claims', { params: { id: articleId }, body })
      store.put(claim)
      clear()
      toast({ tone: 'good', title: t('done', { number: claim.number }) })
      onTagged(claim.id)
    })
  }

  return (
    <Popover label={t('title')} open onOpenChange={(open) => !open && onClose()} anchor={anchor} align="start" keepOpen={draft.note !== ''}>
      <TagForm words={words} draft={draft} onChange={change} action={action} onSubmit={() => void tag()} onCancel={onClose} />
    </Popover>
  )
}

function selectedQuote(editor: Editor) {
  const { doc, selection } = editor.state
  return quoteOfRange(doc, selection.from, selection.to)
}
