'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DropdownMenu, MenuCheck, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { CONTROL } from '#components/ui/input.tsx'
import { useQueryValue } from './use-query-value.ts'

interface QueryChecksProps<Value extends string> {
  /** The parameter in the address that it sets, with commas between. */
  name: string
  label: string
  /** What it is called without any. */
  all: string
  options: readonly { value: Value; label: string }[]
  /** Several that are often wanted together. */
  presets?: readonly { label: string; values: readonly Value[] }[]
}

/** A filter kept in the address of which several can be in force at once. The menu stays open while one chooses. */
export function QueryChecks<Value extends string>({ name, label, all, options, presets = [] }: QueryChecksProps<Value>) {
  const t = useTranslations('ui')
  const { value, pending, choose } = useQueryValue(name)
  const asked = value.split(',')
  const chosen = options.filter((option) => asked.includes(option.value))
  const set = (values: readonly Value[]) =>
    choose(
      options
        .map((option) => option.value)
        .filter((each) => values.includes(each))
        .join(','),
    )
  const text =
    chosen.length === 0 ? all : chosen.length <= 2 ? chosen.map((option) => option.label).join(', ') : t('severalChosen', { label, count: chosen.length })
  const values = chosen.map((option) => option.value)
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${text}`}
          aria-busy={pending || undefined}
          className={`${CONTROL} relative inline-flex h-8.5 items-center pr-8 text-left sm:w-auto sm:max-w-48 pointer-coarse:h-10`}
        >
          <span className="truncate">{text}</span>
          <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted" />
        </button>
      }
    >
      {options.map((option) => (
        <MenuCheck
          key={option.value}
          checked={values.includes(option.value)}
          onChange={(on) => set(on ? [...values, option.value] : values.filter((each) => each !== option.value))}
        >
          {option.label}
        </MenuCheck>
      ))}
      <MenuSeparator />
      {presets.map((preset) => (
        <MenuItem key={preset.label} onSelect={() => set(preset.values)}>
          {preset.label}
        </MenuItem>
      ))}
      <MenuItem disabled={values.length === 0} onSelect={() => set([])}>
        {all}
      </MenuItem>
    </DropdownMenu>
  )
}
