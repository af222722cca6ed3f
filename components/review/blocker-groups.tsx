'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type MouseEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { BlockerDto } from '#lib/api/schemas/review.ts'
import type { BlockerCode } from '#lib/domain/gate/gate.ts'

/** Of one kind; a kind with one more shows that too. */
const SHOWN = 3

const KINDS = {
  withdrawn: true,
  'headline-missing': true,
  'claim-open': true,
  'claim-assigned': true,
  'claim-in-checking': true,
  'claim-incorrect': true,
  'claim-unverifiable': true,
  'claim-needs-wording': true,
  'claim-disputed': true,
  'claim-awaiting-second': true,
  'claim-reopened': true,
  'claim-to-confirm': true,
  'claim-detached': true,
  'claim-beside-changed': true,
  'words-unclaimed': true,
  'pasted-uncleared': true,
  'text-direction': true,
  'quote-altered': true,
  'query-open': true,
  'legal-objection': true,
  'sign-off-missing': true,
  'sign-off-stale': true,
  'four-eyes': true,
} satisfies Record<BlockerCode, true>

/** A newer server may send others. */
function isKind(code: string): code is BlockerCode {
  return Object.hasOwn(KINDS, code)
}

interface BlockerGroupsProps {
  blockers: readonly BlockerDto[]
  onFollow?: ((event: MouseEvent, blocker: BlockerDto) => void) | undefined
}

/** RE-5i: what is open, by what is to be done about it, in the gate's order; of many the first few. */
export function BlockerGroups({ blockers, onFollow }: BlockerGroupsProps) {
  const kinds = [...new Set(blockers.map(({ code }) => code))]
  return kinds.map((code) => <Group key={code} code={code} blockers={blockers.filter((blocker) => blocker.code === code)} onFollow={onFollow} />)
}

function Group({ code, blockers, onFollow }: BlockerGroupsProps & { code: string }) {
  const t = useTranslations('review.gate')
  const [all, setAll] = useState(false)
  const shown = all || blockers.length <= SHOWN + 1 ? blockers : blockers.slice(0, SHOWN)
  return (
    <section className="not-first:mt-2">
      {isKind(code) && <h3 className="px-2 pt-1 text-sm font-semibold">{t(`kinds.${code}`, { count: blockers.length })}</h3>}
      <ul>
        {shown.map((blocker) => (
          <li key={`${blocker.href} ${blocker.message}`}>
            <Link
              href={blocker.href}
              {...(onFollow && { onClick: (event) => onFollow(event, blocker) })}
              className="group flex items-start gap-2 rounded-md px-2 py-1.5 text-accent hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
            >
              <span dir="auto" className="grow underline decoration-accent/40 underline-offset-2 group-hover:decoration-accent">
                {blocker.message}
              </span>
              <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0" />
            </Link>
          </li>
        ))}
      </ul>
      {blockers.length > SHOWN + 1 && (
        <Button size="sm" variant="ghost" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('all', { count: blockers.length })}
        </Button>
      )}
    </section>
  )
}
