'use client'

import type { Editor } from '@tiptap/core'
import { ChevronDown, Ellipsis, Highlighter, Link2, Table as TableIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toolbar as Radix } from 'radix-ui'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { DropdownMenu, MenuChoice, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { COMMAND_IDS, COMMANDS, kbdOf, runTableCommand, STYLE_IDS, type CommandId, TABLE_COMMAND_IDS } from './commands.ts'
import { linkAt } from './link-at.ts'
import { LinkPopover } from './link-popover.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import { usePaintedState } from './use-painted-state.ts'

interface ToolbarProps {
  editor: Editor
  mayEdit: boolean
  mayTag: boolean
  linkOpen: boolean
  onLinkOpenChange: (open: boolean) => void
  onTag: () => void
}

/**
 * Which buttons stand in the bar, from which width on; the rest is in the menu at its end. Where fingers press they are
 * larger, and fewer have room.
 */
const GROUPS: readonly { ids: readonly CommandId[]; from: string }[] = [
  { ids: ['undo', 'redo'], from: '' },
  { ids: ['bold', 'italic'], from: 'max-sm:hidden' },
  { ids: ['underline', 'strike'], from: 'max-lg:hidden pointer-coarse:max-xl:hidden' },
  { ids: ['bulletList', 'orderedList', 'blockquote'], from: 'max-md:hidden pointer-coarse:max-lg:hidden' },
  { ids: ['pullQuote', 'note'], from: 'max-lg:hidden pointer-coarse:max-xl:hidden' },
]

const FIXED = ['headline', 'standfirst'] as const

const WIDE = 'not-pointer-coarse:lg:hidden pointer-coarse:xl:hidden'

/** The menu holds what has no button in the bar at the width that the window has; `until` is where that begins. */
const MORE: readonly { line: string; parts: readonly { ids: readonly CommandId[]; until: string }[] }[] = [
  { line: 'hidden', parts: [{ ids: STYLE_IDS, until: 'sm:hidden' }] },
  {
    line: 'sm:hidden',
    parts: [
      { ids: ['bold', 'italic'], until: 'sm:hidden' },
      { ids: ['underline', 'strike'], until: WIDE },
      { ids: ['code', 'superscript', 'subscript'], until: '' },
    ],
  },
  {
    line: WIDE,
    parts: [
      { ids: ['bulletList', 'orderedList', 'blockquote'], until: 'not-pointer-coarse:md:hidden pointer-coarse:lg:hidden' },
      { ids: ['pullQuote', 'note'], until: WIDE },
    ],
  },
  { line: '', parts: [{ ids: ['table', 'horizontalRule'], until: '' }] },
]

interface BarState {
  can: Readonly<Record<CommandId, boolean>>
  active: Readonly<Record<CommandId, boolean>>
  inTable: boolean
  /** The block at the caret, where it is one that has no other style. */
  fixed: 'headline' | 'standfirst' | null
  /** Whether the selected words may carry a link, or the caret is in one. */
  mayLink: boolean
}

/** One tab stop; arrow keys move inside it (WAI-ARIA toolbar). Who may not edit still finds the tagging here. */
export function Toolbar({ editor, mayEdit, mayTag, linkOpen, onLinkOpenChange, onTag }: ToolbarProps) {
  const t = useTranslations('workbench.toolbar')
  const state = usePaintedState(editor, readBar)

  return (
    <Radix.Root aria-label={t('label')} loop={false} className="flex min-h-10 flex-wrap items-center gap-0.5">
      {mayEdit ? (
        <>
          {GROUPS.slice(0, 1).map((group) => (
            <CommandGroup key={group.ids[0]} group={group} editor={editor} state={state} />
          ))}
          <span className="contents max-sm:hidden">
            <StyleMenu editor={editor} state={state} />
            <Divider />
          </span>
          {GROUPS.slice(1, 3).map((group) => (
            <CommandGroup key={group.ids[0]} group={group} editor={editor} state={state} />
          ))}
          <span className="contents max-sm:hidden">
            <LinkPopover editor={editor} open={linkOpen} onOpenChange={onLinkOpenChange} />
            <Divider />
          </span>
          {GROUPS.slice(3).map((group) => (
            <CommandGroup key={group.ids[0]} group={group} editor={editor} state={state} />
          ))}
          {state.inTable && <TableMenu editor={editor} />}
          <MoreMenu editor={editor} state={state} onLink={() => onLinkOpenChange(true)} />
        </>
      ) : (
        <p className="px-1 text-sm text-muted max-sm:sr-only">{mayTag ? t('readOnlyTag') : t('readOnly')}</p>
      )}
      {mayTag && (
        <>
          <span className={mayEdit ? 'contents' : 'contents max-sm:hidden'}>
            <Divider />
          </span>
          <Tooltip content={t('tagHint')} shortcut={kbdOf(SHORTCUTS.tagClaim.keys)}>
            <Radix.Button asChild>
              <Button size="sm" variant="ghost" icon={<Highlighter aria-hidden />} onMouseDown={keepSelection} onClick={onTag}>
                <span className="max-[26rem]:sr-only">{t('tag')}</span>
              </Button>
            </Radix.Button>
          </Tooltip>
        </>
      )}
    </Radix.Root>
  )
}

interface PartProps {
  editor: Editor
  state: BarState
}

function CommandGroup({ group, editor, state }: PartProps & { group: (typeof GROUPS)[number] }) {
  return group.ids.map((id) => <CommandButton key={id} id={id} editor={editor} state={state} className={group.from} />)
}

function CommandButton({ id, editor, state, className }: PartProps & { id: CommandId; className: string }) {
  const t = useTranslations('workbench.command')
  const { icon: Icon, shortcut, run, isActive } = COMMANDS[id]
  return (
    <Radix.Button asChild disabled={!state.can[id]}>
      <IconButton
        size="sm"
        label={t(id)}
        icon={<Icon aria-hidden />}
        {...(shortcut !== null && { shortcut: kbdOf(shortcut) })}
        {...(isActive && { pressed: state.active[id] })}
        className={className}
        onMouseDown={keepSelection}
        onClick={() => run(editor)}
      />
    </Radix.Button>
  )
}

function StyleMenu({ editor, state }: PartProps) {
  const t = useTranslations('workbench.command')
  const tBar = useTranslations('workbench.toolbar')
  const current = STYLE_IDS.find((id) => state.active[id])
  const name = current ? t(current) : tBar(state.fixed ?? 'otherStyle')
  return (
    <DropdownMenu
      align="start"
      focusAfter={() => editor.view.focus()}
      trigger={
        <Radix.Button asChild disabled={!STYLE_IDS.some((id) => state.can[id])}>
          <Button size="sm" variant="ghost" className="min-w-26 justify-between" aria-label={tBar('style', { style: name })}>
            {name}
            <ChevronDown aria-hidden />
          </Button>
        </Radix.Button>
      }
    >
      <MenuChoice
        value={current ?? ''}
        options={STYLE_IDS.map((id) => ({ value: id, label: t(id) }))}
        onChange={(chosen) => {
          const id = STYLE_IDS.find((known) => known === chosen)
          if (id && !state.active[id]) COMMANDS[id].run(editor)
        }}
      />
    </DropdownMenu>
  )
}

function MoreMenu({ editor, state, onLink }: PartProps & { onLink: () => void }) {
  const t = useTranslations('workbench.link')
  const tBar = useTranslations('workbench.toolbar')
  const wantsLink = useRef(false)

  function leave() {
    if (wantsLink.current) onLink()
    else editor.view.focus()
    wantsLink.current = false
  }

  return (
    <DropdownMenu
      align="start"
      focusAfter={leave}
      trigger={
        <Radix.Button asChild>
          <IconButton size="sm" label={tBar('more')} icon={<Ellipsis aria-hidden />} />
        </Radix.Button>
      }
    >
      <MenuItem
        icon={<Link2 aria-hidden />}
        shortcut="mod+k"
        disabled={!state.mayLink}
        className="sm:hidden"
        onSelect={() => {
          wantsLink.current = true
        }}
      >
        {t('title')}
      </MenuItem>
      <MenuSeparator className="sm:hidden" />
      {MORE.map(({ line, parts }) => (
        <div key={parts[0]?.ids[0]} role="none">
          <MenuSeparator className={line} />
          {parts.flatMap(({ ids, until }) => ids.map((id) => <MoreItem key={id} id={id} editor={editor} state={state} className={until} />))}
        </div>
      ))}
    </DropdownMenu>
  )
}

function MoreItem({ id, editor, state, className }: PartProps & { id: CommandId; className: string }) {
  const t = useTranslations('workbench.command')
  const { icon: Icon, shortcut, run } = COMMANDS[id]
  return (
    <MenuItem
      icon={<Icon aria-hidden className={classes(state.active[id] && 'text-accent')} />}
      disabled={!state.can[id]}
      {...(shortcut !== null && { shortcut: kbdOf(shortcut) })}
      className={className}
      onSelect={() => run(editor)}
    >
      {t(id)}
    </MenuItem>
  )
}

function TableMenu({ editor }: { editor: Editor }) {
  const t = useTranslations('workbench.tableCommand')
  const tBar = useTranslations('workbench.toolbar')
  return (
    <DropdownMenu
      align="start"
      focusAfter={() => editor.view.focus()}
      trigger={
        <Radix.Button asChild>
          <IconButton size="sm" label={tBar('table')} icon={<TableIcon aria-hidden />} />
        </Radix.Button>
      }
    >
      {TABLE_COMMAND_IDS.map((id) => (
        <MenuItem key={id} onSelect={() => runTableCommand(editor, id)} {...(id === 'deleteTable' && { tone: 'bad' })}>
          {t(id)}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}

function Divider() {
  return <Radix.Separator className="mx-1 h-5 w-px shrink-0 bg-line" />
}

function readBar(editor: Editor): BarState {
  const entries = COMMAND_IDS.map((id) => [id, COMMANDS[id]] as const)
  return {
    can: record(entries.map(([id, command]) => [id, command.can(editor)])),
    active: record(entries.map(([id, command]) => [id, command.isActive?.(editor) ?? false])),
    inTable: editor.isActive('table'),
    fixed: FIXED.find((name) => editor.isActive(name)) ?? null,
    mayLink: linkAt(editor).possible,
  }
}

function record(entries: readonly (readonly [CommandId, boolean])[]): Record<CommandId, boolean> {
  const empty = Object.fromEntries(COMMAND_IDS.map((id) => [id, false])) as Record<CommandId, boolean> // every id is listed
  for (const [id, value] of entries) empty[id] = value
  return empty
}

/** A press in the bar leaves the selection in the copy as it is. */
function keepSelection(event: { preventDefault: () => void }): void {
  event.preventDefault()
}
