'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter, useSearchParams } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'

export const SEARCH_FIELD = 'search-field'

/** What is searched for stands in the address, beside the filters, so that it can be sent to a colleague. */
export function SearchField({ q }: { q: string }) {
  const t = useTranslations('search')
  const router = useRouter()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const [typed, setTyped] = useState(q)
  const [shown, setShown] = useState(q)
  // Back and forward lead to what was searched for then.
  if (q !== shown) {
    setShown(q)
    setTyped(q)
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const next = new URLSearchParams(search)
    next.delete('cursor')
    if (typed.trim() === '') next.delete('q')
    else next.set('q', typed.trim())
    start(() => router.push(`/search${next.size > 0 ? `?${next.toString()}` : ''}`))
  }

  return (
    <search>
      <form onSubmit={submit} className="flex gap-2">
        <Input
          id={SEARCH_FIELD}
          type="search"
          name="q"
          // Who comes to look for something types at once; what was found is read first.
          autoFocus={q === ''}
          aria-label={t('label')}
          aria-keyshortcuts="/"
          placeholder={t('placeholder')}
          dir="auto"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" variant="primary" icon={<Search aria-hidden />} busy={pending}>
          {t('submit')}
        </Button>
      </form>
    </search>
  )
}
