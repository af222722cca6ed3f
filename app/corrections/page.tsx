import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { connection } from 'next/server'
import { PublicFrame } from '#components/public/public-frame.tsx'
import { READERS_TIME } from '#components/public/readers-time.ts'
import { db } from '#lib/db/client.ts'
import { env } from '#lib/env/env.ts'
import { listCorrections, type CorrectionItem } from '#lib/queries/publications/list-corrections.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('public')
  const { STET_NEWSROOM } = env()
  return { title: STET_NEWSROOM === undefined ? t('corrections') : { absolute: `${t('corrections')} · ${STET_NEWSROOM}` }, description: t('correctionsText') }
}

export default async function CorrectionsPage() {
  await connection()
  const t = await getTranslations('public')
  const items = await listCorrections(db())
  return (
    <PublicFrame newsroom={env().STET_NEWSROOM}>
      <h1 className="copy text-[2rem] leading-tight font-semibold">{t('corrections')}</h1>
      <p className="mt-3 text-lg text-muted">{items.length === 0 ? t('noCorrections') : t('correctionsText')}</p>
      <ul className="mt-8 divide-y divide-line">
        {items.map((item) => (
          <Correction key={item.id} item={item} />
        ))}
      </ul>
    </PublicFrame>
  )
}

async function Correction({ item: { kind, slug, headline, note, at, timeZone } }: { item: CorrectionItem }) {
  const t = await getTranslations('public')
  const format = await getFormatter()
  return (
    <li className="py-5">
      <p className="text-sm text-muted">
        {t(kind)} · <time dateTime={at}>{format.dateTime(new Date(at), { ...READERS_TIME, timeZone })}</time>
      </p>
      <h2 className="copy mt-1 text-xl font-semibold" dir="auto">
        <Link href={`/p/${slug}`} className="underline-offset-4 hover:underline">
          {headline ?? t('anArticle')}
        </Link>
      </h2>
      {note !== null && (
        <p className="mt-2 text-lg whitespace-pre-line" dir="auto">
          {note}
        </p>
      )}
    </li>
  )
}
