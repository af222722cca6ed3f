import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import { pageContext } from '#lib/auth/page-context.ts'
import { getMe } from '#lib/queries/people/get-me.ts'
import { listNotificationChoices } from '#lib/queries/notifications/list-choices.ts'
import { listSessions } from '#lib/queries/people/list-sessions.ts'
import { listTokens } from '#lib/queries/people/list-tokens.ts'
import { sendsMail } from '#lib/web/sends-mail.ts'
import { NotificationChoices } from '#components/settings/notification-choices.tsx'
import { SessionList } from '#components/settings/session-list.tsx'
import { TokenList } from '#components/settings/token-list.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page, Section } from '#components/shell/page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

export default async function SettingsPage() {
  const [ctx, t, roles, timeZone] = await Promise.all([pageContext(), getTranslations('settings'), getTranslations('role'), getTimeZone()])
  const [me, choices, sessions, tokens] = await Promise.all([
    getMe(ctx),
    listNotificationChoices(ctx),
    listSessions(ctx, { limit: 100 }),
    listTokens(ctx, { limit: 100 }),
  ])
  return (
    <Page title={t('title')} description={t('description')} width="measure">
      <LiveRefresh />
      <div className="flex flex-col gap-6">
        <Section title={t('me.title')}>
          <dl className="grid gap-x-6 p-4 max-sm:[&_dd]:mb-2 sm:grid-cols-[10rem_1fr] sm:gap-y-2">
            <dt className="text-muted">{t('me.name')}</dt>
            <dd>
              <bdi>{me.name}</bdi>
            </dd>
            <dt className="text-muted">{t('me.email')}</dt>
            <dd>{me.email}</dd>
            <dt className="text-muted">{t('me.roles')}</dt>
            <dd>
              {me.desks.length === 0 && t('me.noRoles')}
              {me.desks.map((desk) => (
                <p key={desk.deskId}>
                  {desk.deskName}: {desk.roles.map((role) => roles(role)).join(', ')}
                </p>
              ))}
            </dd>
            <dt className="text-muted">{t('me.timeZone')}</dt>
            <dd>{timeZone}</dd>
          </dl>
        </Section>
        <Section id="notifications" title={t('notifications.title')} aside={<span className="max-sm:hidden">{t('notifications.hint')}</span>}>
          <NotificationChoices choices={choices} mail={sendsMail()} />
        </Section>
        <Section title={t('sessions.title')} aside={<span className="max-sm:hidden">{t('sessions.hint')}</span>}>
          <SessionList sessions={sessions.items} />
        </Section>
        <Section title={t('tokens.title')} aside={<span className="max-sm:hidden">{t('tokens.hint')}</span>}>
          <TokenList tokens={tokens.items} />
        </Section>
      </div>
    </Page>
  )
}
