import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NOW } from '#lib/api/now.ts'
import type { VersionDto } from '#lib/api/schemas/articles.ts'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { diffVersions } from '#lib/queries/versions/diff-versions.ts'
import { listVersions } from '#lib/queries/versions/list-versions.ts'
import { NameVersion } from '#components/history/name-version.tsx'
import { VersionDiff } from '#components/history/version-diff.tsx'
import { VersionPicker } from '#components/history/version-picker.tsx'
import { VersionTitle } from '#components/history/version-title.tsx'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page, Section } from '#components/shell/page.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') }
}

interface HistoryPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function HistoryPage({ params, searchParams }: HistoryPageProps) {
  const [ctx, { id }, search, t] = await Promise.all([pageContext(), params, searchParams, getTranslations('history')])
  const articleId = idFromPath(id)
  const [article, page] = await orNotFound(Promise.all([getArticle(ctx, articleId), listVersions(ctx, { articleId, limit: 100 })]))
  const pair = chosenPair(page.items, { standing: article.contentHash, search })
  const diff = pair && (await diffVersions(ctx, pair))
  return (
    <>
      <ArticleNav article={article} />
      <Page title={t('title')} description={t('description')} actions={article.abilities.edit && <NameVersion articleId={articleId} />}>
        <LiveRefresh />
        <div className="grid items-start gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
          <Section title={t('versions')} aside={pair && t('legend')}>
            {pair ? (
              <VersionPicker versions={page.items} standing={article.contentHash} from={pair.from} to={pair.to} mayRestore={article.abilities.restore} />
            ) : (
              <OnlyVersion versions={page.items} />
            )}
          </Section>
          <Section
            title={t('changes')}
            aside={
              diff && (
                <>
                  <VersionTitle version={diff.from} /> → <VersionTitle version={diff.to} />
                </>
              )
            }
          >
            {diff ? (
              <VersionDiff diff={diff} />
            ) : (
              <EmptyState icon={<History aria-hidden />} title={t('nothing')}>
                {t('nothingDetail')}
              </EmptyState>
            )}
          </Section>
        </div>
      </Page>
    </>
  )
}

function OnlyVersion({ versions }: { versions: readonly VersionDto[] }) {
  return (
    <ol>
      {versions.map((version) => (
        <li key={version.id} className="px-4 py-2.5 font-medium">
          <VersionTitle version={version} />
        </li>
      ))}
    </ol>
  )
}

interface Shown {
  /** Fingerprint of the copy as it stands. */
  standing: string
  search: Record<string, string | string[] | undefined>
}

/** The two named in the address, the older first; without them the newest and the one before it. null: there are not two. */
function chosenPair(versions: readonly VersionDto[], { standing, search }: Shown): { from: string; to: string } | null {
  const ids = [...(versions[0]?.contentHash === standing ? [] : [NOW]), ...versions.map(({ id }) => id)]
  const named = (name: string) => ids.findIndex((id) => id === search[name])
  const place = Math.max(named('to'), 0)
  const [to, from] = [ids[place], ids[named('from') > place ? named('from') : place + 1]]
  return to !== undefined && from !== undefined ? { from, to } : null
}
