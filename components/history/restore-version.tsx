'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { useState } from 'react'
import { NOW } from '#lib/api/now.ts'
import type { VersionDiffDto, VersionDto } from '#lib/api/schemas/articles.ts'
import { call } from '#lib/client/api.ts'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { LoadingLines } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import { VersionDiff } from './version-diff.tsx'

/** Shows what the copy would become, and makes it so when asked. */
export function RestoreVersion({ version }: { version: VersionDto }) {
  const t = useTranslations('history.restore')
  const ui = useTranslations('ui')
  const router = useRouter()
  const pathname = usePathname()
  const look = useAction()
  const restore = useAction()
  const [open, setOpen] = useState(false)
  const [diff, setDiff] = useState<VersionDiffDto | null>(null)
  const { number } = version

  async function preview(): Promise<void> {
    setDiff(null)
    restore.clear()
    setOpen(true)
    await look.run(async () => setDiff(await call('GET', '/versions/{id}/diff/{other}', { params: { id: NOW, other: version.id } })))
  }

  async function confirm(): Promise<void> {
    const went = await restore.run(async () => {
      await call('POST', '/versions/{id}/restore', { params: { id: version.id } })
    })
    if (!went) return
    setOpen(false)
    toast({ tone: 'good', title: t('done', { number }) })
    router.push(pathname)
    router.refresh()
  }

  return (
    <>
      <Button size="sm" variant="ghost" icon={<Undo2 aria-hidden />} aria-label={t('openNamed', { number })} onClick={() => void preview()}>
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width="lg"
        title={t('title', { number })}
        description={t('description')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{ui('cancel')}</Button>
            <Button variant="primary" busy={restore.busy} disabled={diff === null} onClick={() => void confirm()}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        <ProblemNote problem={restore.problem ?? look.problem} />
        {diff !== null && <VersionDiff diff={diff} />}
        {diff === null && look.problem === null && <LoadingLines />}
      </Dialog>
    </>
  )
}
