'use client'

import { ArrowDownUp, CircleAlert, ListChecks } from 'lucide-react'
import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useClaimsContext } from '#components/claims/claims-context.tsx'
import { rangeOf, revealRange, showSpans } from '#components/editor/span-marks.ts'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { CopySpan, SuggestionDto, SuggestionsDto } from '#lib/api/schemas/suggestions.ts'
import { call } from '#lib/client/api.ts'
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'
import type { DocRange } from '#lib/editor/anchors.ts'
import { CopyNotes } from './copy-notes.tsx'
import { CoverageList } from './coverage-list.tsx'
import { DismissedList } from './dismissed-list.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import type { Refusal } from './suggestions-store.ts'
import type { Suggestions } from './use-suggestions.ts'

const VERBS = ['accept', 'dismiss', 'restore'] as const

interface SuggestionsPanelProps {
  editor: Editor
  suggestions: Suggestions
  /** Tags, and says what needs no check. */
  mayDecide: boolean
  /** Starts tagging these words by hand. */
  onTag: (range: DocRange) => void
}

/** What may be worth a claim, and what nobody has looked at. It proposes and never decides. */
export function SuggestionsPanel({ editor, suggestions, mayDecide, onTag }: SuggestionsPanelProps) {
  const { store, plain, setPlain } = suggestions
  const { value, failed, decided } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  const t = useTranslations('workbench.suggestions')
  const { articleId, store: claims } = useClaimsContext()
  const [tab, setTab] = useState('open')
  /** What became of the last decision: told in the list, where one looks, and not in a notice over it. */
  const [told, setTold] = useState('')
  const opened = useRef(false)
  const showing = useRef<CopySpan | null>(null)

  useEffect(() => () => showSpans(editor, {}), [editor])

  const isHere = value !== null
  useEffect(() => {
    opened.current = isHere
  }, [isHere])

  function show(span: CopySpan | null) {
    showing.current = span
    const range = span && rangeOf(editor, span)
    const untagged = tab === 'untagged' ? untaggedRanges(editor, value) : []
    showSpans(editor, { focused: range ? [range] : [], untagged })
    if (range) revealRange(editor, range)
  }

  useEffect(() => {
    const range = showing.current && rangeOf(editor, showing.current)
    showSpans(editor, { focused: range ? [range] : [], untagged: tab === 'untagged' ? untaggedRanges(editor, value) : [] })
  }, [editor, tab, value])

  function accept({ wordingHash, reasons: _reasons, kind, ...span }: SuggestionDto) {
    async function send() {
      const claim = await call('POST', '/articles/{id}/suggestions/accept', { params: { id: articleId }, body: { ...span, kind } })
      claims.put(claim)
      setTold(t('accepted', { number: claim.number }))
    }
    store.decide({ verb: 'accept', wordingHash, words: span.quote, send }, tell)
  }

  function dismiss(verb: 'dismiss' | 'restore', wordingHash: string, words: string) {
    async function send() {
      store.set(
        await call('POST', '/articles/{id}/suggestions/dismiss', {
          params: { id: articleId },
          body: { wordingHash, dismissed: verb === 'dismiss' },
        }),
      )
      setTold(t(`done.${verb}`))
    }
    store.decide({ verb, wordingHash, words, send }, tell)
  }

  /** One notice for all that was refused, however long the connection was away. */
  function tell(refused: readonly Refusal[]) {
    const what = VERBS.flatMap((verb) => {
      const words = refused.filter(({ decision }) => decision.verb === verb).map(({ decision }) => `“${withoutOwnMarks(decision.words)}”`)
      return words.length > 0 ? t(`refused.${verb}`, { words: words.join(', ') }) : []
    })
    const why = new Set(refused.map(({ problem }) => problem.detail))
    // What the server said no to it would refuse again.
    const again = refused.filter(({ problem: { status } }) => status === 0 || status >= 500)
    toast({
      tone: 'bad',
      title: t('refused.title', { count: refused.length }),
      detail: [...what, ...why].join(' '),
      ...(again.length > 0 && { action: { label: t('retry'), onClick: () => again.forEach(({ decision }) => store.decide(decision, tell)) } }),
    })
  }

  if (!value && failed)
    return (
      <EmptyState icon={<CircleAlert aria-hidden />} title={t('failed')} action={<Button onClick={() => void store.refresh()}>{t('retry')}</Button>}>
        {t('failedText')}
      </EmptyState>
    )
  if (!value) return <Loading />

  const open = inOrder(value, plain).filter(({ wordingHash }) => !decided.has(wordingHash))
  const dismissedList = value.dismissed.filter(({ wordingHash }) => !decided.has(wordingHash))
  return (
    <Tabs
      stay
      label={t('title')}
      value={tab}
      onValueChange={setTab}
      tabs={[
        {
          value: 'open',
          label: t('tab.open', { count: open.length }),
          content: (
            <div className="flex flex-col gap-3">
              {failed && <StaleNote />}
              {/* Its two lines are kept, so that nothing moves while one goes from one to the next. */}
              {mayDecide && (
                <p role="status" className={classes('min-h-[2lh] text-sm', decided.size > 0 ? 'text-busy' : 'text-muted')}>
                  {decided.size > 0 ? t('sending', { count: decided.size }) : told}
                </p>
              )}
              <CopyNotes notes={value.notes} onShow={show} />
              {open.length === 0 ? (
                <NothingLeft />
              ) : (
                <>
                  {value.learned ? (
                    <LearnedOrder decisions={value.learned.decisions} plain={plain} onPlain={setPlain} />
                  ) : (
                    <p className="text-sm text-muted">{t('explain')}</p>
                  )}
                  <SuggestionList
                    suggestions={open}
                    mayDecide={mayDecide}
                    takesFocus={!opened.current}
                    onFocus={show}
                    onAccept={accept}
                    onDismiss={({ wordingHash, quote }) => dismiss('dismiss', wordingHash, quote)}
                  />
                </>
              )}
              <DismissedList dismissed={dismissedList} onRestore={mayDecide ? ({ wordingHash, wording }) => dismiss('restore', wordingHash, wording) : null} />
            </div>
          ),
        },
        {
          value: 'untagged',
          label: t('tab.untagged', { count: value.coverage.untagged.length }),
          content: (
            <CoverageList
              coverage={value.coverage}
              onShow={show}
              onTag={
                mayDecide
                  ? (span) => {
                      const range = rangeOf(editor, span)
                      if (range) onTag(range)
                    }
                  : null
              }
            />
          ),
        },
      ]}
    />
  )
}

/** Takes the keys where the last suggestion had them, so that Escape is still pressed in the panel. */
function NothingLeft() {
  const t = useTranslations('workbench.suggestions')
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) here.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={here} tabIndex={-1} className="outline-none">
      <EmptyState icon={<ListChecks aria-hidden />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    </div>
  )
}

function inOrder({ items, learned }: SuggestionsDto, plain: boolean): SuggestionDto[] {
  return plain && learned ? learned.plainOrder.flatMap((place) => items[place] ?? []) : items
}

interface LearnedOrderProps {
  decisions: number
  plain: boolean
  onPlain: (plain: boolean) => void
}

/** Says by what the list is ordered, and changes it. */
function LearnedOrder({ decisions, plain, onPlain }: LearnedOrderProps) {
  const t = useTranslations('workbench.suggestions')
  return (
    <div className="flex flex-col items-start gap-1 text-sm text-muted">
      <p role="status">{plain ? t('explain') : t('learned', { decisions })}</p>
      <Button size="sm" variant="ghost" icon={<ArrowDownUp aria-hidden />} aria-pressed={plain} onClick={() => onPlain(!plain)}>
        {t('plainOrder')}
      </Button>
    </div>
  )
}

function untaggedRanges(editor: Editor, value: SuggestionsDto | null): DocRange[] {
  return (value?.coverage.untagged ?? []).flatMap((span) => rangeOf(editor, span) ?? [])
}

function StaleNote() {
  const t = useTranslations('workbench.suggestions')
  return (
    <p role="status" data-tone="warn" className="rounded-md bg-tone-soft px-3 py-2 text-sm text-tone">
      {t('stale')}
    </p>
  )
}

function Loading() {
  const t = useTranslations('ui')
  return (
    <div role="status" className="flex flex-col gap-2">
      <span className="sr-only">{t('loading')}</span>
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} className="h-20 w-full" />
      ))}
    </div>
  )
}
