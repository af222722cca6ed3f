'use client'

import { Ellipsis, EyeOff, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DropdownMenu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { Form } from '#components/ui/form.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { EvidenceDto } from '#lib/api/schemas/claims.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { EVIDENCE_RELATIONS } from '#lib/domain/claims/terms.ts'
import { useClaimsContext } from './claims-context.tsx'
import { ReaderPicker } from './reader-picker.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

export function hasMenu({ abilities: { change, withdraw } }: EvidenceDto): boolean {
  return change || withdraw
}

/** CL-7n, CL-7o: what is done to evidence afterwards; absent when the person may do none of it. */
export function EvidenceMenu({ evidence, claimId }: { evidence: EvidenceDto; claimId: string }) {
  const t = useTranslations('workbench.evidenceMenu')
  const tRelation = useTranslations('evidenceRelation')
  const { store } = useClaimsContext()
  const [dialog, setDialog] = useState<'withdraw' | 'readers' | null>(null)
  const { change, withdraw } = evidence.abilities
  if (!hasMenu(evidence)) return null
  const params = { id: evidence.id }

  async function relate(relation: EvidenceDto['relation']) {
    try {
      await call('PATCH', '/evidence/{id}', { params, body: { relation } })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      toast({ tone: 'bad', title: error.title, detail: error.detail })
    }
    await store.refresh()
  }

  return (
    <>
      <DropdownMenu trigger={<IconButton size="sm" label={t('open')} icon={<Ellipsis aria-hidden />} />}>
        {change && (
          <>
            <MenuLabel>{t('relation')}</MenuLabel>
            <MenuChoice
              value={evidence.relation}
              options={EVIDENCE_RELATIONS.map((value) => ({ value, label: tRelation(value) }))}
              onChange={(relation) => void relate(relation)}
            />
            <MenuSeparator />
            <MenuItem icon={<EyeOff aria-hidden />} onSelect={() => setDialog('readers')}>
              {t('readers')}
            </MenuItem>
          </>
        )}
        {withdraw && (
          <MenuItem icon={<Undo2 aria-hidden />} tone="bad" onSelect={() => setDialog('withdraw')}>
            {t('withdraw')}
          </MenuItem>
        )}
      </DropdownMenu>
      {dialog === 'withdraw' && (
        <ReasonDialog
          draft={{ claimId: claimId, form: `withdraw:${evidence.id}` }}
          secret={evidence.confidential}
          title={t('withdrawTitle')}
          description={t('withdrawText')}
          confirm={t('withdrawConfirm')}
          danger
          onClose={() => setDialog(null)}
          act={async (reason) => {
            await call('DELETE', '/evidence/{id}', { params, body: { reason } })
            toast({ tone: 'good', title: t('withdrawn') })
            await store.refresh()
          }}
        />
      )}
      {dialog === 'readers' && <ReadersDialog evidence={evidence} onClose={() => setDialog(null)} />}
    </>
  )
}

function ReadersDialog({ evidence, onClose }: { evidence: EvidenceDto; onClose: () => void }) {
  const t = useTranslations('workbench.evidenceMenu')
  const tForm = useTranslations('workbench.evidenceForm')
  const { store } = useClaimsContext()
  const form = useId()
  const action = useAction()
  const [confidential, setConfidential] = useState(evidence.confidential)
  const [readers, setReaders] = useState<ReadonlySet<string>>(new Set(evidence.readers.map(({ id }) => id)))

  async function handleSubmit() {
    const body = { confidential, readers: confidential ? [...readers] : [] }
    const done = await action.run(async () => {
      await call('PATCH', '/evidence/{id}', { params: { id: evidence.id }, body })
    })
    if (!done) return
    onClose()
    await store.refresh()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('readersTitle')}
      description={t('readersText')}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" type="submit" form={form} busy={action.busy}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => void handleSubmit()} className="flex flex-col gap-3">
        <Checkbox checked={confidential} onCheckedChange={setConfidential} label={tForm('confidential')} hint={tForm('confidentialHint')} />
        {confidential && <ReaderPicker adderId={evidence.createdBy.id} chosen={readers} onChange={setReaders} error={action.fieldError('readers')} />}
        <ProblemNote problem={action.problem} fields={['readers']} />
      </Form>
    </Dialog>
  )
}
