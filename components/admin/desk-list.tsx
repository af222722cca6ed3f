'use client'

import { Newspaper, Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { DeskDto } from '#lib/api/schemas/people.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { DeskDialog } from './desk-dialog.tsx'

export function DeskList({ desks }: { desks: readonly DeskDto[] }) {
  const t = useTranslations('admin')
  const [editing, setEditing] = useState<DeskDto | 'new' | null>(null)
  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-3">
        <p className="text-muted">{t('desks.count', { count: desks.length })}</p>
        <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
          {t('desks.add')}
        </Button>
      </div>
      <div className="rounded-lg border border-line bg-sheet">
        {desks.length === 0 && (
          <EmptyState icon={<Newspaper aria-hidden />} title={t('desks.empty')}>
            {t('desks.emptyDetail')}
          </EmptyState>
        )}
        <ul className="divide-y divide-line">
          {desks.map((desk) => (
            <li key={desk.id} className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
              <div className="min-w-0 grow">
                <p className="font-medium">
                  <bdi>{desk.name}</bdi>
                </p>
                <p className="text-sm text-muted">
                  {t(desk.fourEyes ? 'desks.fourEyes' : 'desks.noFourEyes')} {t(desk.secondCheck ? 'desks.secondCheck' : 'desks.oneCheck')}{' '}
                  {desk.timeZone.replaceAll('_', ' ')}.
                </p>
              </div>
              <IconButton label={t('desks.edit', { name: desk.name })} icon={<Pencil aria-hidden />} onClick={() => setEditing(desk)} />
            </li>
          ))}
        </ul>
      </div>
      {editing !== null && <DeskDialog desk={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}
