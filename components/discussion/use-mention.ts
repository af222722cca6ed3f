'use client'

import { type KeyboardEvent, useState } from 'react'
import { usePeople } from '#components/claims/use-people.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { fittingNames, mentionBegun } from '#lib/domain/claims/mentions.ts'

const OFFERED = 5

interface Mention {
  /** None: no list is shown. */
  offered: readonly PersonDto[]
  active: PersonDto | undefined
  /** To be told of each text that is typed, and of where the caret comes to. */
  typed: (text: string, caret: number) => void
  moved: (caret: number) => void
  /** The keys of a list, while there is one; all others are left to the box. */
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  take: (person: PersonDto) => void
}

/** The name begun after an @ in `text`, of anybody but who writes; `onTake` gets the text with the whole name, and where the caret belongs in it. */
export function useMention({ text, userId }: { text: string; userId: string }, onTake: (text: string, caret: number) => void): Mention {
  const people = usePeople().list.filter(({ id, disabled }) => !disabled && id !== userId)
  const [caret, setCaret] = useState(0)
  // Names are offered where one types; an @ that stood there, in a draft that was kept, offers none.
  const [openAt, setOpenAt] = useState<number | null>(null)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const [stepped, setStepped] = useState<{ begun: string; to: number } | null>(null)
  const begun = mentionBegun(text, caret)
  const offered = begun && begun.at === openAt && begun.at !== closedAt ? fittingNames(begun.begun, people).slice(0, OFFERED) : []
  // A name that stands there whole is not made longer unasked.
  const isWhole = people.some(({ name }) => name.toLowerCase() === begun?.begun.toLowerCase())
  const at = stepped !== null && stepped.begun === begun?.begun ? stepped.to : isWhole ? -1 : 0
  const active = offered[at]

  function take({ name }: PersonDto): void {
    if (!begun) return
    const before = `${text.slice(0, begun.at)}@${name} `
    setCaret(before.length)
    onTake(before + text.slice(caret).trimStart(), before.length)
  }

  function move(to: number): void {
    if (begun) setStepped({ begun: begun.begun, to: (to + offered.length) % offered.length })
  }

  function act({ key }: KeyboardEvent): boolean {
    switch (key) {
      case 'ArrowDown':
        move(at + 1)
        return true
      case 'ArrowUp':
        move(at === -1 ? -1 : at - 1)
        return true
      case 'Enter':
      case 'Tab':
        if (active) take(active)
        return active !== undefined
      case 'Escape':
        setClosedAt(begun?.at ?? null)
        return true
      default:
        return false
    }
  }

  return {
    offered,
    active,
    take,
    typed(next, nextCaret) {
      const nextAt = mentionBegun(next, nextCaret)?.at ?? null
      setCaret(nextCaret)
      setOpenAt(nextAt)
      if (nextAt !== closedAt) setClosedAt(null)
    },
    moved(nextCaret) {
      setCaret(nextCaret)
      if (mentionBegun(text, nextCaret)?.at !== closedAt) setClosedAt(null)
    },
    onKeyDown(event) {
      if (offered.length === 0 || event.nativeEvent.isComposing) return
      // What is sent with a name begun that can be only one is meant for that person.
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && active && offered.length === 1) return take(active)
      if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !act(event)) return
      // Escape is for the list, not for the panel around it.
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
