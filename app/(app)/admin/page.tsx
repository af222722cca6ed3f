import type { Metadata } from 'next'
import { ScrollText } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { pageContext } from '#lib/auth/page-context.ts'
import { can } from '#lib/policies/can.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { listPeople } from '#lib/queries/people/list-people.ts'
import { DeskList } from '#components/admin/desk-list.tsx'
import { PeopleTable } from '#components/admin/people-table.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') }
}

export default async function AdminPage() {
  const [ctx, t] = await Promise.all([pageContext(), getTranslations('admin')])
  if (!can(ctx.actor, 'people.manage', {})) notFound()
  const [people, desks] = await Promise.all([listPeople(ctx, { limit: 100 }), listDesks(ctx, { limit: 100 })])
  return (
    <Page
      title={t('title')}
      description={t('description')}
      width="measure"
      actions={
        <ButtonLink>
          <Link href="/admin/record">
            <ScrollText aria-hidden />
            {t('record')}
          </Link>
        </ButtonLink>
      }
    >
      <LiveRefresh />
      <Tabs
        label={t('title')}
        tabs={[
          { value: 'people', label: t('tabs.people'), content: <PeopleTable people={people.items} desks={desks.items} myId={ctx.actor.userId} /> },
          { value: 'desks', label: t('tabs.desks'), content: <DeskList desks={desks.items} /> },
        ]}
      />
    </Page>
  )
}
