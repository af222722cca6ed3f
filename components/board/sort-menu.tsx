'use client'

import { ArrowDownNarrowWide, ArrowUpNarrowWide } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { BOARD_COLUMN_KEYS, BOARD_SORTS, type BoardColumnKey } from '#lib/domain/claims/board.ts'
import { useQueryValue } from '#components/shell/use-query-value.ts'
import { Button } from '#components/ui/button.tsx'
import { DropdownMenu, MenuCheck, MenuChoice, MenuSeparator } from '#components/ui/dropdown-menu.tsx'

/** WO-1k: the order of the board where there are no heads of columns, as among cards and on a phone. */
export function SortMenu() {
  const t = useTranslations('board.sort')
  const { value, choose } = useQueryValue('sort')
  const sort = BOARD_SORTS.find((each) => each === value) ?? ''
  const turned = sort.startsWith('-')
  const column = BOARD_COLUMN_KEYS.find((key) => key === sort.replace(/^-/, '')) ?? ''
  const options = [{ value: '' as const, label: t('urgent') }, ...BOARD_COLUMN_KEYS.map((key) => ({ value: key, label: t(`by.${key}`) }))]
  const name = options.find((option) => option.value === column)?.label ?? ''
  return (
    <DropdownMenu
      trigger={
        <Button
          size="sm"
          variant="ghost"
          aria-label={t(turned ? 'nowTurned' : 'now', { name })}
          icon={turned ? <ArrowDownNarrowWide aria-hidden /> : <ArrowUpNarrowWide aria-hidden />}
        >
          <span className="max-w-36 truncate font-normal">{name}</span>
        </Button>
      }
    >
      <MenuChoice<BoardColumnKey | ''> value={column} options={options} onChange={choose} />
      <MenuSeparator />
      <MenuCheck checked={turned} disabled={column === ''} onChange={(on) => choose(on ? `-${column}` : column)}>
        {t('turned')}
      </MenuCheck>
    </DropdownMenu>
  )
}
