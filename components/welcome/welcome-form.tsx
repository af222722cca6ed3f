'use client'

import { CircleAlert } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { ApiProblem, call } from '#lib/client/api.ts'

interface WelcomeFormProps {
  token: string
  invitation: { for: 'first-admin' } | { for: 'person'; name: string; email: string }
}

/** Chooses a password, and for the first administrator name and address; then signs in with them. */
export function WelcomeForm({ token, invitation }: WelcomeFormProps) {
  const t = useTranslations('welcome')
  const [typed, setTyped] = useState({ name: '', email: '', password: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [notSignedIn, setNotSignedIn] = useState(false)
  const founding = invitation.for === 'first-admin'
  const faultOf = (field: string) => problem?.errors.find((error) => error.field === field)?.message ?? null

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      const { name, email, password } = typed
      const accepted = await call('POST', '/invitations/accept', { body: { token, password, ...(founding && { name, email }) } })
      const answer = await signIn('credentials', { email: accepted.email, password, redirect: false }).catch(() => undefined)
      if (answer?.ok && !answer.error) location.assign(founding ? '/admin' : '/')
      else setNotSignedIn(true)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      setBusy(false)
    }
  }

  if (notSignedIn) {
    return (
      <p role="alert">
        {t('signInFailed')}{' '}
        <Link href="/sign-in" className="text-accent underline underline-offset-2">
          {t('signIn')}
        </Link>
      </p>
    )
  }
  const input = (name: keyof typeof typed, type: string, autoComplete: string) => ({
    name,
    type,
    autoComplete,
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p>{invitation.for === 'person' ? t('person', { name: invitation.name, email: invitation.email }) : t('firstAdmin')}</p>
      {problem !== null && problem.errors.length === 0 && (
        <p role="alert" data-tone="bad" className="flex items-start gap-2 rounded-md bg-tone-soft px-3 py-2 text-tone">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem.detail}
        </p>
      )}
      {founding && (
        <>
          <Field label={t('name')} hint={t('nameHint')} error={faultOf('name')} required>
            {(control) => <Input {...control} {...input('name', 'text', 'name')} />}
          </Field>
          <Field label={t('email')} error={faultOf('email')} required>
            {(control) => <Input {...control} {...input('email', 'email', 'username')} />}
          </Field>
        </>
      )}
      <Field label={t('password')} hint={t('passwordHint')} error={faultOf('password')} required>
        {(control) => <Input {...control} {...input('password', 'password', 'new-password')} minLength={12} />}
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="w-full">
        {founding ? t('submitAdmin') : t('submitPerson')}
      </Button>
    </form>
  )
}
