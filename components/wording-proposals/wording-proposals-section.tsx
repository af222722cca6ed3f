'use client'

import type { Editor } from '@tiptap/core'
import { PencilLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { useClaimsContext, useOpenForm } from '#components/claims/claims-context.tsx'
import { ReasonDialog } from '#components/claims/reason-dialog.tsx'
import { Section } from '#components/claims/section.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { WordingProposalDto } from '#lib/api/schemas/wording-proposals.ts'
import { call } from '#lib/client/api.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { ProposeForm } from './propose-form.tsx'
import { takeBack } from './take-back.ts'

interface WordingProposalsProps {
  claim: ClaimDto
  /** The text, where it stands beside the panel: an accepted wording is taken back there. */
  editor?: Editor | undefined
  /** To be put into the form, which it opens: the words of a source. */
  offered?: OfferedWording | null
  /** The form is done with it. */
  onTaken?: () => void
}

/** Each press is another one. */
export interface OfferedWording {
  wording: string
}

/** Wordings that somebody proposes for the claim; nothing where there is none and one may not propose. */
export function WordingProposalsSection({ claim, editor, offered = null, onTaken }: WordingProposalsProps) {
  const t = useTranslations('workbench.proposals')
  const [proposing, setProposing, startsProposing] = useOpenForm({ claimId: claim.id, form: 'proposing' })
  const openForm = useEffectEvent(() => setProposing(true))
  useEffect(() => {
    if (offered) openForm()
  }, [offered])
  const open = claim.proposals.filter(({ decision }) => decision === null)
  const decided = claim.proposals.filter(({ decision }) => decision !== null)
  if (claim.proposals.length === 0 && !claim.abilities.propose) return null
  return (
    <Section
      title={t('title', { count: open.length })}
      action={
        claim.abilities.propose &&
        !proposing && (
          <Button size="sm" variant="ghost" icon={<PencilLine aria-hidden />} onClick={() => setProposing(true)}>
            {t('propose')}
          </Button>
        )
      }
    >
      {open.length > 0 && (
        <ul className="flex flex-col gap-3">
          {open.map((proposal) => (
            <OpenProposal key={proposal.id} proposal={proposal} claim={claim} editor={editor} />
          ))}
        </ul>
      )}
      {proposing && (
        <ProposeForm
          claim={claim}
          starts={startsProposing}
          offered={offered}
          onDone={() => {
            setProposing(false)
            onTaken?.()
          }}
        />
      )}
      {decided.length > 0 && (
        <details className="text-sm">
          <summary className="text-muted">{t('decidedCount', { count: decided.length })}</summary>
          <ul className="mt-2 flex flex-col gap-3">
            {decided.map((proposal) => (
              <li key={proposal.id} className="flex flex-col gap-1 border-l-2 border-line pl-2.5">
                <Proposed proposal={proposal} />
                {proposal.decision && (
                  <p className="text-muted">
                    {t(decidedHow(proposal.decision, proposal.by), { name: proposal.decision.by.name })}, <Time value={proposal.decision.at} />
                  </p>
                )}
                {proposal.decision?.reason != null && (
                  <p dir="auto" className="whitespace-pre-wrap">
                    {proposal.decision.reason}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function decidedHow({ accepted, by }: NonNullable<WordingProposalDto['decision']>, proposer: { id: string }): 'acceptedBy' | 'takenBackBy' | 'declinedBy' {
  if (accepted) return 'acceptedBy'
  return by.id === proposer.id ? 'takenBackBy' : 'declinedBy'
}

function Proposed({ proposal: { by, at, diff, reason } }: { proposal: WordingProposalDto }) {
  const t = useTranslations('workbench.proposals')
  return (
    <>
      <p className="text-muted">
        {t('by', { name: by.name })}, <Time value={at} />
      </p>
      <p className="text-base leading-snug">
        <DiffText parts={diff} />
      </p>
      {reason !== null && (
        <p dir="auto" className="whitespace-pre-wrap">
          {reason}
        </p>
      )}
    </>
  )
}

function OpenProposal({ proposal, claim, editor }: Pick<WordingProposalsProps, 'claim' | 'editor'> & { proposal: WordingProposalDto }) {
  const t = useTranslations('workbench.proposals')
  const { store, userId } = useClaimsContext()
  const own = proposal.by.id === userId
  const action = useAction()
  const [declining, setDeclining] = useState(false)
  const params = { id: proposal.id }

  async function accept() {
    const done = await action.run(async () => {
      store.put(await call('POST', '/proposals/{id}/accept', { params }))
    })
    if (done) {
      toast({
        tone: 'good',
        title: t('accepted', { number: claim.number }),
        ...(editor && { action: { label: t('takeBack'), onClick: () => undo(editor) } }),
      })
    }
    await store.refresh()
  }

  function undo(text: Editor) {
    if (text.isDestroyed || !takeBack(text, claim.id, proposal)) toast({ tone: 'bad', title: t('notTakenBack'), detail: t('notTakenBackText') })
  }

  return (
    <li aria-label={t('by', { name: proposal.by.name })} className="flex flex-col gap-2 rounded-md border border-line p-2.5 text-sm">
      <Proposed proposal={proposal} />
      {!proposal.current && (
        <div data-tone="warn" className="flex flex-col gap-1 rounded-md bg-tone-soft p-2">
          <p className="text-tone">{t('overtaken')}</p>
          <p className="text-base leading-snug">
            <DiffText parts={diffText(proposal.before, claim.wording)} />
          </p>
        </div>
      )}
      <ProblemNote problem={action.problem} />
      <div className="flex flex-wrap justify-end gap-2">
        {proposal.abilities.decline && (
          <Button size="sm" variant="ghost" onClick={() => setDeclining(true)}>
            {t(own ? 'takeOwnBack' : 'decline')}
          </Button>
        )}
        {proposal.abilities.accept && (
          <Button size="sm" variant="primary" busy={action.busy} onClick={() => void accept()}>
            {t('accept')}
          </Button>
        )}
      </div>
      {declining && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: `decline:${proposal.id}` }}
          title={t(own ? 'takeOwnBackTitle' : 'declineTitle')}
          description={own ? t('takeOwnBackText') : t('declineText', { name: proposal.by.name })}
          confirm={t(own ? 'takeOwnBackConfirm' : 'declineConfirm')}
          onClose={() => setDeclining(false)}
          act={async (reason) => store.put(await call('POST', '/proposals/{id}/decline', { params, body: { reason } }))}
        />
      )}
    </li>
  )
}
