'use client'

import { Pencil, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { DeskDto, PersonDto } from '#lib/api/schemas/people.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { PersonDialog } from './person-dialog.tsx'

interface PeopleTableProps {
  people: readonly PersonDto[]
  desks: readonly DeskDto[]
  /** Of the administrator who looks. */
  myId: string
}

export function PeopleTable({ people, desks, myId }: PeopleTableProps) {
  const t = useTranslations('admin')
  const roles = useTranslations('role')
  const [editing, setEditing] = useState<PersonDto | 'new' | null>(null)
  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-3">
        <p className="text-muted">{t('people.count', { count: people.length })}</p>
        <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setEditing('new')}>
          {t('people.add')}
        </Button>
      </div>
      <Table
        caption={t('people.caption')}
        head={
          <>
            <Th>{t('people.columns.name')}</Th>
            <Th>{t('people.columns.roles')}</Th>
            <Th>
              <span className="sr-only">{t('people.columns.acts')}</span>
            </Th>
          </>
        }
      >
        {people.map((person) => (
          <tr key={person.id} className="hover:bg-hover">
            <Td>
              <div className="flex items-start gap-2.5">
                <span className="max-sm:hidden">
                  <Avatar name={person.name} color={person.color} size="md" decorative />
                </span>
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-1.5 font-medium">
                    <bdi>{person.name}</bdi>
                    {person.isAdmin && <Badge tone="aside">{t('people.isAdmin')}</Badge>}
                    {person.disabled && <Badge tone="off">{t('people.isDisabled')}</Badge>}
                  </p>
                  <p className="text-sm wrap-anywhere text-muted">{person.email}</p>
                </div>
              </div>
            </Td>
            <Td>
              {person.desks.length === 0 && <span className="text-faint">{t('people.noRoles')}</span>}
              {person.desks.map((desk) => (
                <p key={desk.deskId}>
                  <span className="font-medium">{desk.deskName}:</span> {desk.roles.map((role) => roles(role)).join(', ')}
                </p>
              ))}
            </Td>
            <Td className="py-1.5 text-right">
              <IconButton label={t('people.edit', { name: person.name })} icon={<Pencil aria-hidden />} onClick={() => setEditing(person)} />
            </Td>
          </tr>
        ))}
      </Table>
      {editing !== null && (
        <PersonDialog
          person={editing === 'new' ? null : editing}
          desks={desks}
          rolesLocked={editing !== 'new' && editing.id === myId && people.length > 1}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
