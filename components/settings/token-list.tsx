'use client'

import { KeyRound, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { TokenDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'
import { useAction } from '#components/shell/use-action.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import { TokenDialog } from './token-dialog.tsx'

export function TokenList({ tokens }: { tokens: readonly TokenDto[] }) {
  const t = useTranslations('settings.tokens')
  const [making, setMaking] = useState(false)
  return (
    <>
      {tokens.length === 0 && (
        <EmptyState icon={<KeyRound aria-hidden />} title={t('empty')}>
          {t('emptyDetail')}
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
      <div className="border-t border-line px-4 py-3">
        <Button icon={<Plus aria-hidden />} onClick={() => setMaking(true)}>
          {t('make')}
        </Button>
      </div>
      {making && <TokenDialog onClose={() => setMaking(false)} />}
    </>
  )
}

function TokenRow({ token }: { token: TokenDto }) {
  const t = useTranslations('settings.tokens')
  const router = useRouter()
  const action = useAction({ report: 'toast' })

  async function revoke(): Promise<void> {
    await action.run(async () => {
      await call('DELETE', '/tokens/{id}', { params: { id: token.id } })
    })
    router.refresh()
  }

  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          <bdi>{token.name}</bdi>
          {token.scopes.map((scope) => (
            <Badge key={scope} tone={scope === 'write' ? 'warn' : 'wait'}>
              {t(`scopes.${scope}`)}
            </Badge>
          ))}
        </p>
        <p className="text-sm text-muted">
          {t.rich('made', { at: () => <Time value={token.createdAt} /> })}
          {' · '}
          {token.lastUsedAt === null ? t('neverUsed') : t.rich('used', { at: () => <Time value={token.lastUsedAt ?? token.createdAt} /> })}
          {token.expiresAt !== null && <> · {t.rich('expires', { at: () => <Time value={token.expiresAt ?? token.createdAt} /> })}</>}
        </p>
      </div>
      <Button size="sm" variant="danger" busy={action.busy} onClick={() => void revoke()}>
        {t('revoke')}
      </Button>
    </li>
  )
}
