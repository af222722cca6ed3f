'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { NotificationChoiceDto } from '#lib/api/schemas/notifications.ts'
import { call } from '#lib/client/api.ts'
import { useAction } from '#components/shell/use-action.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'

interface NotificationChoicesProps {
  choices: readonly NotificationChoiceDto[]
  /** Whether this newsroom sends mail at all. */
  mail: boolean
}

/** How one is told of each kind of thing. Each tick counts at once. */
export function NotificationChoices({ choices, mail }: NotificationChoicesProps) {
  const t = useTranslations('settings.notifications')
  return (
    <div className="overflow-hidden rounded-b-lg [&>[role=region]]:rounded-none [&>[role=region]]:border-0">
      {!mail && <p className="border-b border-line px-4 py-2.5 text-sm text-muted">{t('noMail')}</p>}
      <Table
        caption={t('caption')}
        head={
          <>
            <Th className="pl-4">{t('what')}</Th>
            <Th>{t('inApp')}</Th>
            <Th>{t('byMail')}</Th>
          </>
        }
      >
        {choices.map((choice) => (
          <ChoiceRow key={choice.kind} choice={choice} />
        ))}
      </Table>
    </div>
  )
}

function ChoiceRow({ choice }: { choice: NotificationChoiceDto }) {
  const t = useTranslations('settings.notifications')
  const action = useAction({ report: 'toast' })
  const [chosen, setChosen] = useState(choice)
  const what = t(`kinds.${choice.kind}`)

  async function choose(way: 'inApp' | 'byMail', value: boolean): Promise<void> {
    const before = chosen
    setChosen({ ...chosen, [way]: value })
    const went = await action.run(async () => {
      await call('PATCH', '/notifications/choices', { body: { choices: [{ kind: choice.kind, [way]: value }] } })
    })
    if (!went) setChosen(before)
  }

  return (
    <tr>
      <Td className="pl-4">{what}</Td>
      {(['inApp', 'byMail'] as const).map((way) => (
        <Td key={way}>
          <Checkbox
            checked={chosen[way]}
            disabled={action.busy}
            label={<span className="sr-only">{t(`${way}For`, { what })}</span>}
            onCheckedChange={(value) => void choose(way, value)}
          />
        </Td>
      ))}
    </tr>
  )
}
