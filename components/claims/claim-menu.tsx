'use client'

import { Ellipsis, Merge, MoveHorizontal, Scale, Scissors, ShieldAlert, Stamp, Trash2, Users } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator, MenuSubmenu } from '#components/ui/dropdown-menu.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto, UpdateClaimInput } from '#lib/api/schemas/claims.ts'
import { ApiProblem, call } from '#lib/client/api.ts'
import { CLAIM_KINDS, PRIORITIES } from '#lib/domain/claims/terms.ts'
import { useClaimsContext } from './claims-context.tsx'
import { activeTasks } from './current-task.ts'
import type { ReshapeMode } from './reshape.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

interface ClaimMenuProps {
  claim: ClaimDto
  onRemoved: () => void
  /** Absent where there is no text to select in. */
  onReshape?: (mode: ReshapeMode) => void
}

/** What is done to a claim more rarely; absent when the person may do none of it. */
export function ClaimMenu({ claim, onRemoved, onReshape }: ClaimMenuProps) {
  const t = useTranslations('workbench.menu')
  const tKind = useTranslations('claimKind')
  const tPriority = useTranslations('priority')
  const { store } = useClaimsContext()
  const [dialog, setDialog] = useState<'waive' | 'remove' | 'unflag' | 'oneCheck' | null>(null)
  const [waivedHash, setWaivedHash] = useState(claim.wordingHash)
  const { edit, assign, flagLegal, unflagLegal, endSecondCheck, waive, remove, removeBlocked, setAsideBlocked, narrowBlocked } = claim.abilities
  const goesAlong = useGoesAlong(claim)
  const isReshaping = useRef(false)
  const reshape = claim.abilities.reshape && onReshape ? (mode: ReshapeMode) => begin(mode, onReshape) : undefined
  if (!edit && !flagLegal && !reshape && !waive && !remove && !removeBlocked && !setAsideBlocked) return null

  /** The words that say what to do next have the focus, once the menu has gone. */
  function begin(mode: ReshapeMode, start: (mode: ReshapeMode) => void) {
    isReshaping.current = true
    start(mode)
  }

  function focusReshape(): boolean {
    isReshaping.current = false
    const box = document.querySelector<HTMLElement>('[data-claim-panel] [data-reshape]')
    box?.focus({ preventScroll: true })
    return box !== null
  }

  async function update(body: UpdateClaimInput) {
    try {
      store.put(await call('PATCH', '/claims/{id}', { params: { id: claim.id }, body }))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      toast({ tone: 'bad', title: error.title, detail: error.detail })
    }
  }

  return (
    <>
      <DropdownMenu
        trigger={<IconButton size="sm" label={t('open', { number: claim.number })} icon={<Ellipsis aria-hidden />} />}
        focusAfter={() => isReshaping.current && focusReshape()}
      >
        {reshape && (
          <>
            <MenuItem icon={<MoveHorizontal aria-hidden />} onSelect={() => reshape('edges')}>
              {t('edges')}
            </MenuItem>
            <MenuItem icon={<Scissors aria-hidden />} disabled={narrowBlocked !== null} onSelect={() => reshape('split')}>
              {narrowBlocked === null ? t('split') : t(`splitBlocked.${narrowBlocked}`)}
            </MenuItem>
            <MenuItem icon={<Merge aria-hidden />} onSelect={() => reshape('merge')}>
              {t('merge')}
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        {edit && (
          <>
            <MenuSubmenu label={t('kind')} value={tKind(claim.kind)}>
              <MenuChoice
                value={claim.kind}
                options={CLAIM_KINDS.map((value) => ({ value, label: tKind(value) }))}
                onChange={(kind) => void update({ kind })}
              />
            </MenuSubmenu>
            <MenuSubmenu label={t('priority')} value={tPriority(claim.priority)}>
              <MenuChoice
                value={claim.priority}
                options={PRIORITIES.map((value) => ({ value, label: tPriority(value) }))}
                onChange={(priority) => void update({ priority })}
              />
            </MenuSubmenu>
            <MenuSeparator />
          </>
        )}
        {(claim.secondCheck ? endSecondCheck : edit && assign) && (
          <MenuItem icon={<Users aria-hidden />} onSelect={() => (claim.secondCheck ? setDialog('oneCheck') : void update({ secondCheck: true }))}>
            {claim.secondCheck ? t('oneCheck') : t('secondCheck')}
          </MenuItem>
        )}
        {(claim.legalFlag ? unflagLegal : flagLegal) && (
          <MenuItem icon={<Scale aria-hidden />} onSelect={() => (claim.legalFlag ? setDialog('unflag') : void update({ legalFlag: true }))}>
            {claim.legalFlag ? t('noLegal') : t('legal')}
          </MenuItem>
        )}
        {waive && (
          <MenuItem
            icon={<Stamp aria-hidden />}
            onSelect={() => {
              setWaivedHash(claim.wordingHash)
              setDialog('waive')
            }}
          >
            {t('waive')}
          </MenuItem>
        )}
        {remove && (
          <MenuItem icon={<Trash2 aria-hidden />} tone="bad" onSelect={() => setDialog('remove')}>
            {t('remove')}
          </MenuItem>
        )}
        {removeBlocked && (
          <MenuItem icon={<Trash2 aria-hidden />} disabled>
            {t(`removeBlocked.${removeBlocked}`)}
          </MenuItem>
        )}
        {setAsideBlocked && (
          <MenuItem icon={<ShieldAlert aria-hidden />} disabled>
            {t('ownWording')}
          </MenuItem>
        )}
      </DropdownMenu>
      {dialog === 'waive' && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: 'waive' }}
          title={t('waiveTitle', { number: claim.number })}
          description={t('waiveText')}
          confirm={t('waiveConfirm')}
          onClose={() => setDialog(null)}
          act={async (reason) => {
            try {
              store.put(await call('POST', '/claims/{id}/waive', { params: { id: claim.id }, body: { wordingHash: waivedHash, reason } }))
            } catch (error) {
              // The dialog shows the refusal; the words behind it change with the refreshed claim.
              if (error instanceof ApiProblem && error.code === 'wording-changed') {
                await store.refresh()
                setWaivedHash(store.getSnapshot().value.byId.get(claim.id)?.wordingHash ?? waivedHash)
              }
              throw error
            }
          }}
        />
      )}
      {dialog === 'unflag' && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: 'unflag' }}
          title={t('noLegalTitle', { number: claim.number })}
          description={t('noLegalText')}
          confirm={t('noLegalConfirm')}
          onClose={() => setDialog(null)}
          act={async (reason) => {
            store.put(await call('PATCH', '/claims/{id}', { params: { id: claim.id }, body: { legalFlag: false, reason } }))
          }}
        />
      )}
      {dialog === 'oneCheck' && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: 'oneCheck' }}
          title={t('oneCheckTitle', { number: claim.number })}
          description={t('oneCheckText')}
          confirm={t('oneCheckConfirm')}
          onClose={() => setDialog(null)}
          act={async (reason) => {
            store.put(await call('PATCH', '/claims/{id}', { params: { id: claim.id }, body: { secondCheck: false, reason } }))
          }}
        />
      )}
      {dialog === 'remove' && (
        <ReasonDialog
          draft={{ claimId: claim.id, form: 'remove' }}
          title={t('removeTitle', { number: claim.number })}
          description={goesAlong === null ? t('removeText') : `${t('removeText')} ${goesAlong}`}
          confirm={t('removeConfirm')}
          danger
          onClose={() => setDialog(null)}
          act={async (reason) => {
            await call('DELETE', '/claims/{id}', { params: { id: claim.id }, body: { reason } })
            setDialog(null)
            onRemoved()
            await store.refresh()
          }}
        />
      )}
    </>
  )
}

/** What leaves the article with the claim, in a sentence; null when nothing was done on it yet. */
function useGoesAlong(claim: ClaimDto): string | null {
  const t = useTranslations('workbench.menu')
  const format = useFormatter()
  const counts = {
    verdicts: claim.verdicts.length,
    waivers: claim.waiver ? 1 : 0,
    evidence: claim.evidence.length,
    tasks: activeTasks(claim).length,
  }
  const things = (['verdicts', 'waivers', 'evidence', 'tasks'] as const).filter((thing) => counts[thing] > 0)
  return things.length === 0
    ? null
    : t('goesAlong', {
        total: things.reduce((sum, thing) => sum + counts[thing], 0),
        things: format.list(things.map((thing) => t(`goes.${thing}`, { count: counts[thing] }))),
      })
}
