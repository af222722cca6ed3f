'use client'

import { useTranslations } from 'next-intl'
import { COMMAND_IDS, COMMANDS, kbdOf } from '#components/editor/commands.ts'
import { SHORTCUT_IDS, SHORTCUTS } from '#components/editor/shortcuts.ts'
import { classes } from '#components/ui/classes.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

interface ShortcutsDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Else the keys that change the copy are left out. */
  mayEdit: boolean
}

export function ShortcutsDialog({ open, onOpenChange, mayEdit }: ShortcutsDialogProps) {
  const t = useTranslations('workbench.shortcuts')
  const tShortcut = useTranslations('workbench.shortcut')
  const tCommand = useTranslations('workbench.command')
  const text = COMMAND_IDS.flatMap((id) => {
    const { shortcut } = COMMANDS[id]
    return shortcut === null ? [] : [{ keys: shortcut, label: tCommand(id) }]
  })
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} width="md">
      <div className={classes('grid gap-x-8 gap-y-5', mayEdit && 'sm:grid-cols-2')}>
        <div className="flex flex-col gap-5">
          <ShortcutList
            title={t('claims')}
            entries={[...SHORTCUT_IDS.map((id) => ({ keys: SHORTCUTS[id].keys, label: tShortcut(id) })), { keys: 'esc', label: t('close') }]}
          />
          <ShortcutList
            title={t('suggestions')}
            entries={[
              { keys: 'a', label: t('acceptSuggestion') },
              { keys: 'x', label: t('dismissSuggestion') },
              { keys: 'j', label: t('nextSuggestion') },
              { keys: 'k', label: t('previousSuggestion') },
            ]}
          />
          <ShortcutList title={t('everywhere')} entries={[{ keys: 'Mod-k', label: t(mayEdit ? 'paletteElse' : 'palette') }]} />
        </div>
        {mayEdit && <ShortcutList title={t('text')} entries={[...text, { keys: 'Mod-k', label: t('link') }]} />}
      </div>
    </Dialog>
  )
}

function ShortcutList({ title, entries }: { title: string; entries: readonly { keys: string; label: string }[] }) {
  return (
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
      <dl className="flex flex-col gap-1 text-sm">
        {entries.map(({ keys, label }) => (
          <div key={keys} className="flex items-baseline justify-between gap-3">
            <dt>{label}</dt>
            <dd>
              <Kbd keys={kbdOf(keys)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
