'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { QuotesDto } from '#lib/api/schemas/quotes.ts'

interface SpeakerLineProps {
  quote: QuotesDto['quotes'][number]
  mayName: boolean
  /** Says who said it. */
  name: (speaker: string) => Promise<void>
}

/** Who said a quote: a guess to be confirmed or corrected, or what a person says. */
export function SpeakerLine({ quote: { speaker, speakerNamed }, mayName, name }: SpeakerLineProps) {
  const t = useTranslations('workbench.quotes')
  const action = useAction()
  const [typed, setTyped] = useState<string | null>(null)

  async function submit(said: string) {
    if (await action.run(() => name(said))) setTyped(null)
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (typed !== null && typed.trim() !== '') void submit(typed)
  }

  if (typed !== null)
    return (
      <form onSubmit={handleSubmit} noValidate className="flex flex-col gap-2">
        <Field label={t('whoSaid')} error={action.fieldError('speaker')}>
          {(control) => <Input {...control} autoFocus dir="auto" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        <ProblemNote problem={action.problem} fields={['speaker']} />
        <div className="flex justify-end gap-2">
          <Button size="sm" variant="ghost" onClick={() => setTyped(null)}>
            {t('cancel')}
          </Button>
          <Button size="sm" variant="primary" type="submit" busy={action.busy}>
            {t('keepSpeaker')}
          </Button>
        </div>
      </form>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-1.5 text-muted">
        <p>
          {speaker === null ? t('noSpeaker') : speakerNamed ? t('speakerNamed', { name: speaker, by: speakerNamed.by.name }) : t('speaker', { name: speaker })}
        </p>
        {mayName && (
          // Together, and their words in line with those above where they come to stand below.
          <div className="-ml-2 flex flex-wrap">
            {speaker !== null && !speakerNamed && (
              <Button size="sm" variant="ghost" busy={action.busy} onClick={() => void submit(speaker)}>
                {t('confirmSpeaker')}
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={() => setTyped(speaker ?? '')}>
              {speaker === null ? t('nameSpeaker') : t('changeSpeaker')}
            </Button>
          </div>
        )}
      </div>
      <ProblemNote problem={action.problem} />
    </>
  )
}
