'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { useDraft } from '#components/claims/claims-context.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { inSentence } from './in-sentence.ts'
import type { QuotesDto } from '#lib/api/schemas/quotes.ts'

const draftSchema = z.object({ open: z.boolean(), typed: z.string() })

interface SpeakerLineProps {
  claimId: string
  quote: QuotesDto['quotes'][number]
  mayName: boolean
  /** Says who said it. */
  name: (speaker: string) => Promise<void>
}

/** Who said a quote: a guess to be confirmed or corrected, or what a person says. */
export function SpeakerLine({ claimId, quote: { quoteHash, speaker, speakerNamed }, mayName, name }: SpeakerLineProps) {
  const t = useTranslations('workbench.quotes')
  const action = useAction()
  const [{ open, typed }, change, clear] = useDraft({ claimId, form: `speaker:${quoteHash}` }, { open: false, typed: speaker ?? '' }, draftSchema)

  async function submit(said: string) {
    if (await action.run(() => name(said))) clear()
  }

  if (open)
    return (
      <Form onSubmit={() => void submit(typed)} onLeave={() => change({ open: false })} className="flex flex-col gap-2">
        <Field label={t('whoSaid')} error={action.fieldError('speaker')}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              onFocus={(event) => event.target.select()}
              dir="auto"
              maxLength={200}
              value={typed}
              onChange={(event) => change({ typed: event.target.value })}
            />
          )}
        </Field>
        <ProblemNote problem={action.problem} fields={['speaker']} />
        <div className="flex justify-end gap-2">
          <Button size="sm" variant="ghost" onClick={clear}>
            {t('cancel')}
          </Button>
          <Button size="sm" variant="primary" type="submit" busy={action.busy}>
            {t('keepSpeaker')}
          </Button>
        </div>
      </Form>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-1.5 text-muted">
        <p>
          {speaker === null
            ? t('noSpeaker')
            : speakerNamed
              ? t('speakerNamed', { name: inSentence(speaker), by: speakerNamed.by.name })
              : t('speaker', { name: inSentence(speaker) })}
        </p>
        {mayName && (
          // Together, and their words in line with those above where they come to stand below.
          <div className="-ml-2 flex flex-wrap">
            {speaker !== null && !speakerNamed && (
              <Button size="sm" variant="ghost" busy={action.busy} onClick={() => void submit(speaker)}>
                {t('confirmSpeaker')}
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={() => change({ open: true })}>
              {speaker === null ? t('nameSpeaker') : t('changeSpeaker')}
            </Button>
          </div>
        )}
      </div>
      <ProblemNote problem={action.problem} />
    </>
  )
}
