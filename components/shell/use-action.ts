'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiProblem } from '#lib/client/api.ts'
import { toast } from '#components/ui/toast.tsx'

export interface Action {
  /** Under way. */
  busy: boolean
  /** What came back as refused, until the next try. */
  problem: ApiProblem | null
  /** The sentence to show beside a field, by its name in the request. */
  fieldError: (field: string) => string | undefined
  /** Forget the problem: the person changed what they sent. */
  clear: () => void
  /** Does the work; true when it went through. What was typed is the caller's to keep until then. */
  run: (work: () => Promise<void>) => Promise<boolean>
}

/**
 * One thing that a person does through the API. A refusal is kept to be shown next to its fields; with
 * `report: 'toast'`, for a button without a form, it is said in a notice.
 */
export function useAction({ report = 'inline' }: { report?: 'inline' | 'toast' } = {}): Action {
  const t = useTranslations('ui')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  async function run(work: () => Promise<void>): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (error) {
      const refusal = error instanceof ApiProblem ? error : new ApiProblem(500, { title: t('failed'), detail: t('failedDetail') })
      if (!(error instanceof ApiProblem)) console.error(error)
      if (report === 'toast') toast({ tone: 'bad', title: refusal.title, detail: refusal.detail })
      else setProblem(refusal)
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    problem,
    fieldError: (field) => problem?.errors.find((error) => error.field === field)?.message,
    clear: () => setProblem(null),
    run,
  }
}
