import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { DiffText } from '#components/ui/diff-text.tsx'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { telling } from './telling.ts'

interface RecordListProps {
  events: readonly AuditEventDto[]
  deskNames?: Readonly<Record<string, string>>
  /** Of people whom a row knows by their id alone. */
  personNames?: Readonly<Record<string, string>>
  /** Of the days, by where the list stands. */
  heading?: 'h2' | 'h4'
}

/** Every act in order, under its day. Rendered on the server: a record can be long. */
export function RecordList({ events, deskNames = {}, personNames = {}, heading: Heading = 'h2' }: RecordListProps) {
  const format = useFormatter()
  const days = byDay(events, (at) => format.dateTime(new Date(at), { dateStyle: 'full' }))
  return (
    <div className="flex flex-col gap-6">
      {[...days].map(([day, acts]) => (
        <section key={day} aria-label={day === '' || Heading === 'h4' ? undefined : day}>
          {day !== '' && <Heading className="mb-2 text-sm font-semibold text-muted">{day}</Heading>}
          <ol className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {acts.map((event) => (
              <RecordRow key={event.seq} event={event} deskNames={deskNames} personNames={personNames} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface RecordRowProps extends Required<Pick<RecordListProps, 'deskNames' | 'personNames'>> {
  event: AuditEventDto
}

function RecordRow({ event, deskNames, personNames }: RecordRowProps) {
  const t = useTranslations('record')
  const format = useFormatter()
  const { act, values, wording, change, said, memberships, changedBy } = telling(event)
  const who = format.list(
    changedBy.flatMap((id) => personNames[id] ?? []),
    { type: 'disjunction' },
  )
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 px-4 py-3 sm:grid-cols-[4.5rem_auto_1fr]">
      {event.at === null ? (
        <span className="max-sm:col-span-2" />
      ) : (
        <time dateTime={event.at} className="pt-px text-sm text-muted tabular-nums max-sm:col-span-2">
          {format.dateTime(new Date(event.at), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}
        </time>
      )}
      {event.actorId === null ? (
        <span aria-hidden className="mt-px size-5 rounded-full border border-dashed border-line-strong" />
      ) : (
        <Avatar name={event.actorName} decorative />
      )}
      <div className="min-w-0">
        <p className={event.withheld && 'text-muted'}>
          {t.rich(`acts.${act}`, { ...values, who, known: who === '' ? 'no' : 'yes', b: (chunks) => <strong className="font-semibold">{chunks}</strong> })}
        </p>
        {memberships?.length === 0 && <p className="text-sm text-muted">{t('noRoles')}</p>}
        {memberships?.map(({ deskId, roles }) => (
          <p key={deskId} className="text-sm text-muted">
            {t('roles', { desk: deskNames[deskId] ?? deskId, roles: roles.join(', ') })}
          </p>
        ))}
        {wording !== null && <Words>{wording}</Words>}
        {change !== null && (
          <Words>
            <DiffText parts={diffText(change.before, change.after)} />
          </Words>
        )}
        {said !== null && (
          <p dir="auto" className="mt-1 border-l-2 border-line pl-2.5 whitespace-pre-wrap">
            {said}
          </p>
        )}
        <details className="mt-1 text-sm text-muted">
          <summary title={t('data')} className="w-fit rounded-sm hover:text-ink">
            <span className="tabular-nums">{t('seq', { seq: event.seq })}</span> <Fingerprint hash={event.hash} />
          </summary>
          <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-md bg-sunken p-2 font-mono text-xs">
            {event.withheld ? '' : `${JSON.stringify(JSON.parse(event.data), null, 2)}\n\n`}
            {t('hashes', { previous: event.prevHash, hash: event.hash })}
          </pre>
        </details>
      </div>
    </li>
  )
}

/** Acts whose time is withheld stand with those before them, the first with those after. */
function byDay(events: readonly AuditEventDto[], dayOf: (at: string) => string): Map<string, AuditEventDto[]> {
  const days = new Map<string, AuditEventDto[]>()
  let at = events.find((event) => event.at !== null)?.at ?? null
  for (const event of events) {
    at = event.at ?? at
    const day = at === null ? '' : dayOf(at)
    const acts = days.get(day) ?? []
    days.set(day, acts)
    acts.push(event)
  }
  return days
}

function Words({ children }: { children: ReactNode }) {
  return (
    <blockquote dir="auto" className="copy mt-1 text-lg leading-snug text-ink">
      {children}
    </blockquote>
  )
}
