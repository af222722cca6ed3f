'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import type { DeskDto, PersonDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormFooter } from '#components/ui/form-footer.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { OneTimeLink } from './one-time-link.tsx'
import { membershipsOf, RolesFields, rolesOf } from './roles-fields.tsx'

interface PersonDialogProps {
  /** null: a new one. */
  person: PersonDto | null
  desks: readonly DeskDto[]
  /** RE-1f: roles can be laid down here and none taken up. */
  rolesLocked: boolean
  onClose: () => void
}

export function PersonDialog({ person, desks, rolesLocked, onClose }: PersonDialogProps) {
  const t = useTranslations('admin.person')
  const ui = useTranslations('ui')
  const router = useRouter()
  const formId = useId()
  const action = useAction()
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState('')
  const [isAdmin, setIsAdmin] = useState(person?.isAdmin ?? false)
  const [disabled, setDisabled] = useState(person?.disabled ?? false)
  const [roles, setRoles] = useState(rolesOf(person?.desks ?? []))
  const [link, setLink] = useState<string | null>(null)

  async function save(): Promise<string | null> {
    const body = { name, isAdmin, memberships: membershipsOf(roles) }
    if (person === null) return (await call('POST', '/people', { body: { ...body, email } })).welcomeUrl
    await call('PATCH', '/people/{id}', { params: { id: person.id }, body: { ...body, disabled } })
    return null
  }

  async function makeLink(personId: string): Promise<void> {
    await action.run(async () => setLink((await call('POST', '/people/{id}/invitations', { params: { id: personId } })).welcomeUrl))
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    await action.run(async () => {
      const welcomeUrl = await save()
      router.refresh()
      toast({ tone: 'good', title: t(person === null ? 'added' : 'saved', { name }) })
      if (welcomeUrl === null) onClose()
      else setLink(welcomeUrl)
    })
  }

  if (link !== null) {
    return (
      <Dialog open onOpenChange={onClose} keepOpen title={t('linkTitle', { name })} footer={<Button onClick={onClose}>{ui('close')}</Button>}>
        <OneTimeLink name={name} url={link} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      keepOpen
      width="md"
      title={person === null ? t('addTitle') : t('editTitle', { name: person.name })}
      footer={
        <FormFooter formId={formId} busy={action.busy} onCancel={onClose}>
          {person === null ? t('add') : ui('save')}
        </FormFooter>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProblemNote problem={action.problem} fields={['name', 'email']} />
        <Field label={t('name')} required error={action.fieldError('name')}>
          {(control) => <Input {...control} dir="auto" autoComplete="off" maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        {person === null && (
          <Field label={t('email')} hint={t('emailHint')} required error={action.fieldError('email')}>
            {(control) => (
              <Input {...control} type="email" autoComplete="off" maxLength={254} value={email} onChange={(event) => setEmail(event.target.value)} />
            )}
          </Field>
        )}
        <RolesFields desks={desks} value={roles} onChange={setRoles} {...(rolesLocked && { only: rolesOf(person?.desks ?? []) })} />
        {rolesLocked && <p className="text-sm text-muted">{t('ownRoles')}</p>}
        <Checkbox checked={isAdmin} onCheckedChange={setIsAdmin} label={t('admin')} hint={t('adminHint')} />
        {person !== null && <Checkbox checked={disabled} onCheckedChange={setDisabled} label={t('disabled')} hint={t('disabledHint')} />}
        {person !== null && !person.disabled && (
          <div className="flex flex-col items-start gap-1.5 border-t border-line pt-4">
            <Button onClick={() => void makeLink(person.id)} busy={action.busy}>
              {t('newLink')}
            </Button>
            <p className="text-sm text-muted">{t('newLinkHint')}</p>
          </div>
        )}
      </form>
    </Dialog>
  )
}
