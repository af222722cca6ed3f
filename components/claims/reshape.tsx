'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { CutWordNote } from '#components/editor/cut-word-note.tsx'
import { quoteOfRange } from '#components/editor/selection-quote.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { useClaims, useClaimsContext } from './claims-context.tsx'
import { claimsNear } from './claims-near.ts'
import { bringInSight } from './in-sight.ts'

export type ReshapeMode = 'edges' | 'split' | 'merge'

interface ReshapeProps {
  claim: ClaimDto
  mode: ReshapeMode
  editor: Editor
  onDone: () => void
}

/** Says anew where a claim begins and ends: by the words selected in the text, or together with a claim beside it. */
export function Reshape({ claim, mode, editor, onDone }: ReshapeProps) {
  const t = useTranslations('workbench.reshape')
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (box.current) bringInSight(box.current)
  }, [mode])
  return (
    <section
      ref={box}
      data-reshape
      tabIndex={-1}
      aria-label={t('title', { number: claim.number })}
      className="mt-2 flex scroll-mt-24 flex-col items-start gap-2 rounded-md border border-line-strong/60 p-2.5 text-sm outline-none"
    >
      {mode === 'merge' ? <Merge claim={claim} editor={editor} onDone={onDone} /> : <BySelection claim={claim} mode={mode} editor={editor} onDone={onDone} />}
    </section>
  )
}

function BySelection({ claim, mode, editor, onDone }: ReshapeProps & { mode: 'edges' | 'split' }) {
  const t = useTranslations('workbench.reshape')
  const { store } = useClaimsContext()
  const action = useAction()
  const hasSelection = useEditorState({ editor, selector: ({ editor: current }) => !current.state.selection.empty })
  const { narrowBlocked } = claim.abilities

  async function reshape() {
    const { doc, selection } = editor.state
    const body = quoteOfRange(doc, selection.from, selection.to)
    if (!body) return
    const params = { id: claim.id }
    const done = await action.run(async () => {
      if (mode === 'edges') return store.put(await call('POST', '/claims/{id}/edges', { params, body }))
      const made = await call('POST', '/claims/{id}/split', { params, body })
      store.put(made)
      const checkers = checkersOf(made)
      toast({ tone: 'good', title: t('split', { number: made.number }), ...(checkers !== '' && { detail: t('splitAsked', { names: checkers }) }) })
    })
    if (!done) return
    if (mode === 'edges') toast({ tone: 'good', title: t('moved', { number: claim.number }) })
    onDone()
    await store.refresh()
  }

  return (
    <>
      <p>{mode === 'edges' ? t('selectEdges') : t('selectSplit')}</p>
      {mode === 'edges' && narrowBlocked !== null && <p className="text-muted">{t('onlyWider')}</p>}
      <CutWordNote editor={editor} />
      <div className="flex flex-wrap items-center gap-1">
        <Button size="sm" disabled={!hasSelection} busy={action.busy} onMouseDown={(event) => event.preventDefault()} onClick={() => void reshape()}>
          {mode === 'edges' ? t('moveHere') : t('splitHere')}
        </Button>
        <Cancel onDone={onDone} />
      </div>
      <ProblemNote problem={action.problem} />
    </>
  )
}

/** Who is asked to check it now. */
function checkersOf({ tasks }: ClaimDto): string {
  const asked = tasks.filter(({ state }) => state === 'open' || state === 'in_checking')
  return [...new Set(asked.map(({ assignee }) => assignee.name))].join(', ')
}

function Cancel({ onDone }: Pick<ReshapeProps, 'onDone'>) {
  const t = useTranslations('workbench.reshape')
  return (
    <Button size="sm" variant="ghost" onClick={onDone}>
      {t('cancel')}
    </Button>
  )
}

function Merge({ claim, editor, onDone }: Omit<ReshapeProps, 'mode'>) {
  const t = useTranslations('workbench.reshape')
  const { store } = useClaimsContext()
  const { value: claims } = useClaims()
  const action = useAction()
  const near = claimsNear(editor.state.doc, claim.id).flatMap((id) => claims.byId.get(id) ?? [])

  async function merge(other: ClaimDto) {
    const done = await action.run(async () => {
      const merged = await call('POST', '/claims/{id}/merge', { params: { id: claim.id }, body: { otherId: other.id } })
      store.put(merged)
      const names = checkersOf(merged)
      const title = t('merged', { number: claim.number, other: other.number })
      toast({ tone: 'good', title, ...(names !== '' && { detail: t('mergedAsked', { names }) }) })
    })
    if (!done) return
    onDone()
    await store.refresh()
  }

  if (near.length === 0)
    return (
      <>
        <p>{t('noneNear')}</p>
        <Cancel onDone={onDone} />
      </>
    )
  return (
    <>
      <p>{t('chooseMerge', { number: claim.number })}</p>
      <ul className="flex max-h-64 w-full flex-col gap-2 overflow-y-auto">
        {near.map((other) => (
          <li key={other.id} className="flex flex-col items-start gap-1">
            <p dir="auto" className="copy line-clamp-2 text-base leading-snug">
              {other.wording}
            </p>
            <Button size="sm" busy={action.busy} onClick={() => void merge(other)}>
              {t('mergeWith', { number: other.number })}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote problem={action.problem} />
      <Cancel onDone={onDone} />
    </>
  )
}
