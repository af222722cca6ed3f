'use client'

import { CircleAlert } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

interface SignInFormProps {
  /** Where to go then: a path of this site. */
  goTo: string
  /** What next-auth wrote into the address after a refusal. */
  error: string | null
  oidc: boolean
  /** null: this is nobody's demo. */
  demo: { accounts: readonly { email: string; name: string }[]; password: string } | null
}

type Failure = 'wrong' | 'tooMany' | 'denied' | 'offline'

/** next-auth's words for a refusal, and ours. */
function failureOf(error: string): Failure {
  if (error === 'too-many-requests') return 'tooMany'
  if (error === 'AccessDenied') return 'denied'
  return error === 'CredentialsSignin' ? 'wrong' : 'offline'
}

export function SignInForm({ goTo, error, oidc, demo }: SignInFormProps) {
  const t = useTranslations('signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(error === null ? null : failureOf(error))
  const passwordField = useRef<HTMLInputElement>(null)

  async function enter(who: { email: string; password: string }): Promise<void> {
    setBusy(true)
    setFailure(null)
    const answer = await signIn('credentials', { ...who, redirect: false }).catch(() => undefined)
    if (answer?.ok && !answer.error) {
      location.assign(goTo)
      return
    }
    setFailure(failureOf(answer?.error ?? 'offline'))
    setBusy(false)
    passwordField.current?.select()
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!busy) void enter({ email, password })
  }

  return (
    <div className="flex flex-col gap-6">
      <form onSubmit={submit} className="flex flex-col gap-4">
        {failure !== null && (
          <p role="alert" data-tone="bad" className="flex items-start gap-2 rounded-md bg-tone-soft px-3 py-2 text-tone">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t(`failures.${failure}`)}
          </p>
        )}
        <Field label={t('email')} required>
          {(control) => (
            <Input {...control} type="email" name="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
          )}
        </Field>
        <Field label={t('password')} required>
          {(control) => (
            <Input
              {...control}
              ref={passwordField}
              type="password"
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={busy} className="w-full">
          {t('enter')}
        </Button>
        {oidc && (
          <Button className="w-full" onClick={() => void signIn('oidc', { callbackUrl: goTo })}>
            {t('oidc')}
          </Button>
        )}
      </form>
      {demo !== null && (
        <section aria-labelledby="demo-heading" className="rounded-lg border border-line bg-sheet p-1.5">
          <h2 id="demo-heading" className="px-2 pt-1.5 pb-1 text-sm font-medium text-muted">
            {t('demo')}
          </h2>
          <ul>
            {demo.accounts.map((account) => (
              <li key={account.email}>
                <button
                  type="button"
                  disabled={busy}
                  onClick={() => void enter({ email: account.email, password: demo.password })}
                  className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
                >
                  <Avatar name={account.name} decorative />
                  <span className="grow">{account.name}</span>
                  <span className="text-sm text-muted">{account.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
