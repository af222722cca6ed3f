'use client'

import type { Editor } from '@tiptap/core'
import { Link2, Link2Off } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toolbar } from 'radix-ui'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { isLinkHref } from '#lib/editor/urls.ts'
import { linkAt } from './link-at.ts'
import { showSelectionGhost } from './selection-ghost.ts'
import { usePaintedState } from './use-painted-state.ts'
import { useSelectionAnchor } from './use-selection-anchor.ts'

interface LinkPopoverProps {
  editor: Editor
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The link on the selected words, at which it stands: set, change or take away. */
export function LinkPopover({ editor, open, onOpenChange }: LinkPopoverProps) {
  const t = useTranslations('workbench.link')
  const { active, possible } = usePaintedState(editor, linkAt)

  const anchor = useSelectionAnchor(editor)

  // However it was opened: by its button, its key or the menu.
  useEffect(() => {
    if (!editor.isDestroyed) showSelectionGhost(editor.view, open)
  }, [editor, open])

  function changeOpen(next: boolean) {
    onOpenChange(next)
    if (!next) editor.commands.focus(null, { scrollIntoView: false })
  }

  return (
    <Popover
      label={t('title')}
      align="start"
      anchor={anchor}
      open={open}
      onOpenChange={changeOpen}
      trigger={
        <Toolbar.Button asChild disabled={!possible}>
          <IconButton
            size="sm"
            label={t('title')}
            shortcut="mod+k"
            pressed={active}
            icon={<Link2 aria-hidden />}
            onMouseDown={(event) => event.preventDefault()}
          />
        </Toolbar.Button>
      }
    >
      <LinkForm editor={editor} active={active} onDone={() => changeOpen(false)} />
    </Popover>
  )
}

interface LinkFormProps {
  editor: Editor
  active: boolean
  onDone: () => void
}

function LinkForm({ editor, active, onDone }: LinkFormProps) {
  const t = useTranslations('workbench.link')
  const [address, setAddress] = useState(() => presentHref(editor))
  const [invalid, setInvalid] = useState(false)

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    const href = completed(address)
    if (!isLinkHref(href)) return setInvalid(true)
    editor.chain().extendMarkRange('link').setLink({ href }).run()
    onDone()
  }

  function remove() {
    editor.chain().extendMarkRange('link').unsetLink().run()
    onDone()
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="flex flex-col gap-3">
      <Field label={t('address')} error={invalid ? t('invalid') : null}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            type="url"
            inputMode="url"
            placeholder="https://"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value)
              setInvalid(false)
            }}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        {active && (
          <Button size="sm" variant="ghost" icon={<Link2Off aria-hidden />} onClick={remove}>
            {t('remove')}
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit">
          {t('apply')}
        </Button>
      </div>
    </form>
  )
}

function presentHref(editor: Editor): string {
  const href: unknown = editor.getAttributes('link').href
  return typeof href === 'string' ? href : ''
}

/** "example.org/page" is meant as https; an address or a mail link with its scheme stays as typed. */
function completed(address: string): string {
  const typed = address.trim()
  if (/^[a-z][a-z0-9+.-]*:/iu.test(typed)) return typed
  return /^[^\s@/]+@[^\s@/]+$/u.test(typed) ? `mailto:${typed}` : `https://${typed}`
}
