'use client'

import { Bookmark, BookmarkPlus, Check, Trash2, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import type { SavedFilterDto } from '#lib/api/schemas/board-filters.ts'
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { boardAddress } from './board-address.ts'

interface SavedFiltersProps {
  saved: readonly SavedFilterDto[]
  /** What the board shows now. */
  filter: BoardFilter
  /** Desks that a filter can be shown to. */
  desks: readonly { id: string; name: string }[]
}

/** Filters under a name: go to one, keep the present one, delete one. */
export function SavedFilters({ saved, filter, desks }: SavedFiltersProps) {
  const t = useTranslations('board.saved')
  const [dialog, setDialog] = useState<'save' | 'tidy' | null>(null)
  const here = boardAddress(filter)
  const current = saved.find((one) => boardAddress(one.filter) === here)
  const isFiltered = here !== boardAddress({})
  return (
    <>
      <DropdownMenu
        trigger={
          <Button icon={<Bookmark aria-hidden />} aria-label={current ? t('menuAt', { name: current.name }) : t('menu')}>
            <span className="max-w-40 truncate">{current?.name ?? t('menu')}</span>
          </Button>
        }
      >
        {saved.length === 0 && <p className="max-w-60 px-2 py-1.5 text-sm text-muted">{t('empty')}</p>}
        {saved.map((one) => (
          <MenuLink key={one.id}>
            <Link href={boardAddress(one.filter)} aria-current={one === current ? 'true' : undefined}>
              <span dir="auto" className="max-w-60 grow truncate">
                {one.name}
              </span>
              {one.sharedDeskId !== null && <Users role="img" aria-label={t('sharedBy', { name: one.owner.name })} />}
              {one === current && <Check aria-hidden />}
            </Link>
          </MenuLink>
        ))}
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus aria-hidden />} disabled={!isFiltered} onSelect={() => setDialog('save')}>
          {t('save')}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} disabled={!saved.some(({ abilities }) => abilities.remove)} onSelect={() => setDialog('tidy')}>
          {t('tidy')}
        </MenuItem>
      </DropdownMenu>
      {dialog === 'save' && <SaveDialog filter={filter} desks={desks} onClose={() => setDialog(null)} />}
      {dialog === 'tidy' && <TidyDialog saved={saved.filter(({ abilities }) => abilities.remove)} onClose={() => setDialog(null)} />}
    </>
  )
}

function SaveDialog({ filter, desks, onClose }: Omit<SavedFiltersProps, 'saved'> & { onClose: () => void }) {
  const t = useTranslations('board.saved')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [name, setName] = useState('')
  const [deskId, setDeskId] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const went = await action.run(async () => {
      await call('POST', '/board/filters', { body: { name, filter, sharedDeskId: deskId === '' ? null : deskId } })
    })
    if (!went) return
    onClose()
    router.refresh()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('saveTitle')}
      description={t('saveDescription')}
      keepOpen={name !== ''}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {t('submit')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProblemNote problem={action.problem} fields={['name', 'sharedDeskId']} />
        <Field label={t('name')} required error={action.fieldError('name')}>
          {(control) => <Input {...control} dir="auto" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('for')} error={action.fieldError('sharedDeskId')}>
          {(control) => (
            <Select
              {...control}
              value={deskId}
              onChange={(event) => setDeskId(event.target.value)}
              options={[{ value: '', label: t('forMe') }, ...desks.map((desk) => ({ value: desk.id, label: t('forDesk', { desk: desk.name }) }))]}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

function TidyDialog({ saved, onClose }: { saved: readonly SavedFilterDto[]; onClose: () => void }) {
  const t = useTranslations('board.saved')
  const ui = useTranslations('ui')
  const router = useRouter()
  const action = useAction()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const left = saved.filter(({ id }) => !gone.has(id))

  function close(): void {
    onClose()
    if (gone.size > 0) router.refresh()
  }
  async function remove(id: string): Promise<void> {
    await action.run(async () => {
      await call('DELETE', '/board/filters/{id}', { params: { id } })
      setGone((before) => new Set([...before, id]))
    })
  }

  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={t('tidyTitle')} footer={<Button onClick={close}>{ui('close')}</Button>}>
      <ProblemNote problem={action.problem} fields={[]} />
      {left.length === 0 && <p className="text-muted">{t('noneLeft')}</p>}
      <ul className="divide-y divide-line">
        {left.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-3 py-1.5">
            <div className="min-w-0">
              <p dir="auto" className="truncate">
                {one.name}
              </p>
              {one.sharedDeskId !== null && <p className="text-sm text-muted">{t('sharedBy', { name: one.owner.name })}</p>}
            </div>
            <IconButton label={t('remove', { name: one.name })} icon={<Trash2 aria-hidden />} disabled={action.busy} onClick={() => void remove(one.id)} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
