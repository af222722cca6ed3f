import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { can } from '#lib/policies/can.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { listNewsroomRecord } from '#lib/queries/record/list-newsroom-record.ts'
import { RecordExport } from '#components/record/record-export.tsx'
import { RecordList } from '#components/record/record-list.tsx'
import { RecordPages } from '#components/record/record-pages.tsx'
import { recordPageOf, type RecordSearch } from '#components/record/record-search.ts'
import { RecordShow } from '#components/record/record-show.tsx'
import { VerifyNote } from '#components/record/verify-note.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'

const NAME = 'record-newsroom'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('record'))('newsroomTitle') }
}

interface NewsroomRecordPageProps {
  searchParams: Promise<RecordSearch>
}

export default async function NewsroomRecordPage({ searchParams }: NewsroomRecordPageProps) {
  const [ctx, search, t, admin] = await Promise.all([pageContext(), searchParams, getTranslations('record'), getTranslations('admin')])
  if (!can(ctx.actor, 'newsroom.record', {})) notFound()
  const wanted = recordPageOf(search)
  const [{ items, nextCursor }, desks] = await orNotFound(Promise.all([listNewsroomRecord(ctx, wanted), listDesks(ctx, { limit: 100 })]))
  return (
    <Page
      title={t('newsroomTitle')}
      description={t('newsroomDescription')}
      width="measure"
      actions={
        <>
          <ButtonLink>
            <Link href="/admin">{admin('backToAdmin')}</Link>
          </ButtonLink>
          <RecordExport href="/api/v1/record" name={NAME} />
        </>
      }
    >
      <LiveRefresh />
      <RecordShow />
      {items.length === 0 ? (
        <p className="text-muted">{t('empty')}</p>
      ) : (
        <RecordList events={items} deskNames={Object.fromEntries(desks.items.map(({ id, name }) => [id, name]))} />
      )}
      <RecordPages path="/admin/record" wanted={wanted} nextCursor={nextCursor} />
      <VerifyNote name={NAME} />
    </Page>
  )
}
