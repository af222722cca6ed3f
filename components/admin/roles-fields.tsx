'use client'

import { useTranslations } from 'next-intl'
import type { DeskDto } from '#lib/api/schemas/people.ts'
import { ROLES, type Role } from '#lib/policies/actor.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'

export type RolesByDesk = Readonly<Record<string, readonly Role[]>>

interface RolesFieldsProps {
  desks: readonly Pick<DeskDto, 'id' | 'name'>[]
  value: RolesByDesk
  onChange: (value: RolesByDesk) => void
  /** Roles beyond these cannot be given here. */
  only?: RolesByDesk
}

/** Which roles somebody has on which desk. */
export function RolesFields({ desks, value, onChange, only }: RolesFieldsProps) {
  const t = useTranslations('admin.person')
  const names = useTranslations('role')

  function set(deskId: string, role: Role, held: boolean): void {
    const others = (value[deskId] ?? []).filter((each) => each !== role)
    onChange({ ...value, [deskId]: held ? [...others, role] : others })
  }

  return desks.map((desk) => (
    <fieldset key={desk.id}>
      <legend className="mb-1.5 text-sm font-medium">{t('rolesOn', { desk: desk.name })}</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            checked={value[desk.id]?.includes(role) ?? false}
            onCheckedChange={(held) => set(desk.id, role, held)}
            label={names(role)}
            disabled={only !== undefined && only[desk.id]?.includes(role) !== true}
          />
        ))}
      </div>
    </fieldset>
  ))
}

export function rolesOf(desks: readonly { deskId: string; roles: readonly Role[] }[]): RolesByDesk {
  return Object.fromEntries(desks.map((desk) => [desk.deskId, desk.roles]))
}

/** As the API takes them; a desk without a role is left out. */
export function membershipsOf(roles: RolesByDesk): { deskId: string; roles: Role[] }[] {
  return Object.entries(roles).flatMap(([deskId, held]) => (held.length > 0 ? [{ deskId, roles: [...held] }] : []))
}
