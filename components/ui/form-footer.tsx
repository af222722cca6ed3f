'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface FormFooterProps {
  /** The form that is sent. */
  formId: string
  busy: boolean
  onCancel: () => void
  variant?: 'primary' | 'secondary' | 'danger'
  /** What sending does. */
  children: ReactNode
}

/** The foot of a dialog with a form: leave it, or send it. */
export function FormFooter({ formId, busy, onCancel, variant = 'primary', children }: FormFooterProps) {
  const t = useTranslations('ui')
  return (
    <>
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <Button type="submit" form={formId} variant={variant} busy={busy}>
        {children}
      </Button>
    </>
  )
}
