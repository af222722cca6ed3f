'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'
import { z } from 'zod'
import { AlteredWarning } from '#components/quotes/altered-warning.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { CLAIM_STATE_LOOK } from '#components/ui/state-badge.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { VERDICTS } from '#lib/domain/claims/terms.ts'
import { useClaimsContext, useDraft } from './claims-context.tsx'
import { bringFocusInSight, bringInSight } from './in-sight.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'

const draftSchema = z.object({
  verdict: z.enum(VERDICTS).nullable(),
  rationale: z.string(),
  condition: z.string(),
  /** What it ought to say, where it needs another wording. */
  proposal: z.string(),
  /** The words that the checker read. */
  seen: z.object({ wording: z.string(), wordingHash: z.string() }),
})
type VerdictDraft = z.infer<typeof draftSchema>

export interface KeptVerdict {
  draft: ReturnType<typeof useDraft<VerdictDraft>>
  untouched: boolean
  /** The words that are decided on. */
  seen: VerdictDraft['seen']
}

/** What was begun of a verdict. */
export function useVerdictDraft(claim: ClaimDto): KeptVerdict {
  const present = presentWords(claim)
  const blank: VerdictDraft = { verdict: null, rationale: '', condition: '', proposal: '', seen: present }
  const draft = useDraft({ claimId: claim.id, form: 'verdict' }, blank, draftSchema)
  const [{ verdict, rationale, seen }] = draft
  const untouched = verdict === null && rationale === ''
  // While nothing was decided there is nothing that a change could overtake.
  return { draft, untouched, seen: untouched ? present : seen }
}

interface VerdictFormProps extends Pick<KeptVerdict, 'draft' | 'seen'> {
  claim: ClaimDto
  onGiven: () => void
  /** Where none is due: it was opened to change what was found, or begun before that. */
  onLeave?: () => void
}

/**
 * A verdict on the words that the checker read. When they change meanwhile, by a colleague's typing or on the
 * way to the server, the form says what changed, keeps the rationale, and asks to decide on the present words.
 */
export function VerdictForm({ claim, draft: [draft, change, clear], seen, onGiven, onLeave }: VerdictFormProps) {
  const t = useTranslations('workbench.verdictForm')
  const tVerdict = useTranslations('verdict')
  const tProposals = useTranslations('workbench.proposals')
  const { store } = useClaimsContext()
  const action = useAction()
  const group = useId()
  const [missing, setMissing] = useState(false)
  const { verdict, rationale, condition, proposal } = draft
  const proposes = verdict === 'needs_wording' && proposal.trim() !== '' && proposal !== seen.wording
  const changed = seen.wordingHash !== claim.wordingHash
  const form = useRef<HTMLFormElement>(null)
  // What a choice adds to the form pushes its button out of sight.
  useEffect(() => {
    const at = document.activeElement
    const button = form.current?.querySelector('[type=submit]')
    if (!at || !button || form.current?.contains(at) !== true) return
    bringInSight(button)
    bringFocusInSight(at)
  }, [verdict])

  async function handleSubmit() {
    if (changed) return
    if (!verdict) return setMissing(true)
    let state: ClaimDto['state'] = verdict
    const done = await action.run(async () => {
      const checked = await call('POST', '/claims/{id}/verdicts', {
        params: { id: claim.id },
        body: {
          verdict,
          rationale,
          ...(verdict === 'verified' && condition.trim() !== '' && { condition }),
          ...(proposes && { proposal: { wording: proposal } }),
          wordingHash: seen.wordingHash,
        },
      })
      state = checked.state
      store.put(checked)
    })
    if (!done) return store.refresh()
    toast({
      tone: 'good',
      title: t(givenAs(state), { number: claim.number, verdict: tVerdict(verdict) }),
      ...(verdict === 'verified' && claim.quoteAltered && { detail: t('givenHeldUp') }),
    })
    setMissing(false)
    clear()
    onGiven()
  }

  function discard() {
    clear()
    onLeave?.()
  }

  return (
    <Form
      ref={form}
      id={formIdOf(claim.id)}
      onSubmit={() => void handleSubmit()}
      {...(onLeave && { onLeave })}
      onPointerDown={() => form.current?.removeAttribute(BY_KEY)}
      className="flex scroll-mb-3 flex-col gap-2.5"
    >
      <fieldset data-invalid={(missing && !verdict) || undefined} aria-describedby={missing && !verdict ? `${group}-missing` : undefined}>
        <legend className="sr-only">{t('title')}</legend>
        <div className="grid grid-cols-2 gap-1.5">
          {VERDICTS.map((value) => {
            const { tone, icon: Icon } = CLAIM_STATE_LOOK[value]
            return (
              <label
                key={value}
                data-tone={tone}
                className={classes(
                  'flex min-h-8 items-center gap-1.5 rounded-md border border-line-strong/60 px-2 text-sm has-checked:border-tone has-checked:bg-tone-soft has-checked:font-medium has-checked:text-tone',
                  'hover:border-line-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent in-data-by-key:has-focus:outline-2 in-data-by-key:has-focus:outline-offset-2 in-data-by-key:has-focus:outline-accent pointer-coarse:min-h-11',
                )}
              >
                <input
                  type="radio"
                  name={group}
                  value={value}
                  checked={verdict === value}
                  onChange={() => change({ verdict: value, seen })}
                  className="sr-only"
                />
                <Icon aria-hidden className="size-4 shrink-0 text-tone" />
                {tVerdict(value)}
              </label>
            )
          })}
        </div>
        {missing && !verdict && (
          <p id={`${group}-missing`} role="alert" className="mt-1 text-sm text-bad">
            {t('choose')}
          </p>
        )}
      </fieldset>
      {verdict === 'verified' && <AlteredWarning claim={claim} />}
      <Field label={t('rationale')} hint={t('rationaleHint')} error={action.fieldError('rationale')}>
        {(control) => (
          <Textarea {...control} rows={2} maxLength={10_000} value={rationale} onChange={(event) => change({ rationale: event.target.value, seen })} />
        )}
      </Field>
      {verdict === 'verified' && (
        <Field label={t('condition')} hint={t('conditionHint')} error={action.fieldError('condition')}>
          {(control) => <Input {...control} maxLength={500} value={condition} onChange={(event) => change({ condition: event.target.value, seen })} />}
        </Field>
      )}
      {verdict === 'needs_wording' && (
        <Field label={t('proposal')} hint={t('proposalHint')} error={action.fieldError('proposal.wording')}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={20_000}
              className="copy"
              value={proposal === '' ? seen.wording : proposal}
              onChange={(event) => change({ proposal: event.target.value, seen })}
            />
          )}
        </Field>
      )}
      {proposes && (
        <p className="text-base leading-snug">
          <DiffText parts={diffText(seen.wording, proposal)} />
        </p>
      )}
      {proposes && <p className="text-sm text-muted">{tProposals('barsVerdict')}</p>}
      {changed ? (
        <div role="alert" data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5">
          <p className="text-sm font-medium text-tone">{t('changed')}</p>
          <p className="text-base leading-snug">
            <DiffText parts={diffText(seen.wording, claim.wording)} />
          </p>
          <Button
            size="sm"
            className="self-start"
            onClick={() => {
              change({ seen: presentWords(claim) })
              action.clear()
              // The button goes, and the first that is left would be the one that discards.
              focusVerdict(claim.id)
            }}
          >
            {t('readChange')}
          </Button>
        </div>
      ) : (
        <>
          <ProblemNote problem={action.problem} fields={['rationale', 'condition', 'proposal.wording']} />
          <div className="flex justify-end gap-2">
            {onLeave && (
              <Button variant="ghost" onClick={discard}>
                {t('cancel')}
              </Button>
            )}
            <Button type="submit" variant="primary" aria-keyshortcuts="Control+Enter Meta+Enter" busy={action.busy}>
              {t('submit')}
              <span aria-hidden className="contents pointer-coarse:hidden">
                <Kbd keys="mod+enter" inverse />
              </span>
            </Button>
          </div>
        </>
      )}
    </Form>
  )
}

function presentWords({ wording, wordingHash }: ClaimDto): VerdictDraft['seen'] {
  return { wording, wordingHash }
}

/** What was found, but where it is not what the claim is now. */
function givenAs(state: ClaimDto['state']): 'given' | 'givenAwaiting' | 'givenDisputed' {
  if (state === 'awaiting_second') return 'givenAwaiting'
  return state === 'disputed' ? 'givenDisputed' : 'given'
}

/** Takes the keys to the verdict on a claim whose panel is open, and opens its form where one was given; nothing where there is none to give. */
export function focusVerdict(claimId: string): void {
  const form = document.getElementById(formIdOf(claimId))
  const choice = form?.querySelector<HTMLElement>('input[type=radio]:checked') ?? form?.querySelector<HTMLElement>('input[type=radio]')
  if (!form) document.getElementById(changeIdOf(claimId))?.click()
  if (!form || !choice) return
  // A browser that last saw the mouse shows no ring for a key pressed with Alt.
  form.setAttribute(BY_KEY, '')
  choice.focus({ preventScroll: true })
  bringInSight(form)
}

/** The keys led there: what has the focus shows it. */
const BY_KEY = 'data-by-key'

/** Of the button that opens the form. */
export function changeIdOf(claimId: string): string {
  return `change-verdict-on-${claimId}`
}

function formIdOf(claimId: string): string {
  return `verdict-on-${claimId}`
}
