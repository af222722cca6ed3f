'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from './button.tsx'
import { Input } from './input.tsx'

interface CopyTextProps {
  label: string
  text: string
}

/** A secret or an address that is shown once, to take away. */
export function CopyText({ label, text }: CopyTextProps) {
  const t = useTranslations('ui')
  const id = useId()
  const [copied, setCopied] = useState(false)

  async function copy(): Promise<void> {
    // Without permission to write the clipboard the text is still there, selected on focus.
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <Input id={id} readOnly value={text} onFocus={(event) => event.target.select()} className="font-mono" />
        <Button icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
    </div>
  )
}
