import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idSchema } from '#lib/api/schemas/common.ts'
import { pageContext } from '#lib/auth/page-context.ts'
import { getHandover } from '#lib/queries/handover/get-handover.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { DeskHandoverView } from '#components/handover/desk-handover.tsx'
import { TakeAway } from '#components/handover/take-away.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('handover'))('title') }
}

interface HandoverPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HandoverPage({ searchParams }: HandoverPageProps) {
  const [ctx, search, t] = await Promise.all([pageContext(), searchParams, getTranslations('handover')])
  const deskId = idSchema.safeParse(search['desk']).data
  const [handover, desks] = await Promise.all([getHandover(ctx, { ...(deskId && { deskId }) }), listDesks(ctx, { limit: 100 })])
  const mine = desks.items.filter(({ id }) => id in ctx.actor.roles)
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          {(mine.length > 1 || deskId !== undefined) && (
            <QuerySelect
              name="desk"
              label={t('desk')}
              options={[{ value: '', label: t('allDesks') }, ...mine.map(({ id, name }) => ({ value: id, label: name }))]}
              unlisted={deskId && t('hiddenDesk')}
            />
          )}
          {handover.desks.length > 0 && <TakeAway handover={handover} />}
        </>
      }
    >
      <LiveRefresh />
      {handover.desks.length === 0 && (
        <div className="rounded-lg border border-line bg-sheet">
          <EmptyState icon={<Users aria-hidden />} title={t(deskId === undefined ? 'noDesk' : 'hiddenDesk')}>
            {t(deskId === undefined ? 'noDeskDetail' : 'hiddenDeskDetail')}
          </EmptyState>
        </div>
      )}
      <div className="flex flex-col gap-10">
        {handover.desks.map((desk) => (
          <DeskHandoverView key={desk.desk.id} handover={desk} at={handover.at} />
        ))}
      </div>
    </Page>
  )
}
