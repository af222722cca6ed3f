'use client'

import { type ComponentProps, type FormEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isEscape } from './escape.ts'

interface FormProps extends Omit<ComponentProps<'form'>, 'noValidate' | 'onInput' | 'onKeyDown' | 'onSubmit' | 'ref'> {
  onSubmit: () => void
  /** Escape leaves the form, and not what it stands in. What was typed is the caller's to keep. */
  onLeave?: () => void
  ref?: RefObject<HTMLFormElement | null>
}

/** Ctrl-Enter or ⌘-Enter sends it from any of its fields; after a refusal the first field that is wrong has the focus. */
export function Form({ onSubmit, onLeave, ref, ...rest }: FormProps) {
  const own = useRef<HTMLFormElement>(null)
  const form = ref ?? own
  const refusal = useFirstWrong(form)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    refusal.follow()
    onSubmit()
  }

  function handleKey(event: KeyboardEvent<HTMLFormElement>) {
    const { key, target, currentTarget } = event
    if (!(target instanceof Node && currentTarget.contains(target))) return
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      currentTarget.requestSubmit()
    }
    if (isEscape(event.nativeEvent) && onLeave) {
      event.stopPropagation()
      onLeave()
    }
  }

  return <form {...rest} ref={form} noValidate onSubmit={handleSubmit} onKeyDown={handleKey} onInput={refusal.forget} />
}

/** A refusal comes with a later rendering, also of the server's; whoever types on or goes elsewhere before is left there. */
function useFirstWrong(form: RefObject<HTMLFormElement | null>) {
  const sent = useRef(false)
  const [, setTries] = useState(0)
  useEffect(() => {
    const wrong = sent.current && form.current ? firstWrong(form.current) : null
    if (!wrong) return
    sent.current = false
    if (isAt(form.current)) wrong.focus()
  })
  return {
    follow: () => {
      sent.current = true
      // What was wrong before and still is changes nothing on the page.
      setTries((before) => before + 1)
    },
    forget: () => {
      sent.current = false
    },
  }
}

function firstWrong(form: HTMLFormElement): HTMLElement | null {
  const field = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
  return field?.matches(FIELDS) === false ? field.querySelector<HTMLElement>(FIELDS) : field
}

const FIELDS = 'input, select, textarea, button'

/** In the form, on its button in the foot of a dialog, or nowhere. */
function isAt(form: HTMLFormElement | null): boolean {
  const at = document.activeElement
  return at === document.body || form?.contains(at) === true || (at instanceof HTMLButtonElement && at.form === form)
}
