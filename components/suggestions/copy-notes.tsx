'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CopyNoteDto, CopySpan } from '#lib/api/schemas/suggestions.ts'

const NOTES_AT_ONCE = 5

interface CopyNotesProps {
  notes: readonly CopyNoteDto[]
  onShow: (span: CopySpan) => void
}

/** Figures and names that the copy has in two ways, with the way to each place. */
export function CopyNotes({ notes, onShow }: CopyNotesProps) {
  const t = useTranslations('workbench.suggestions.note')
  if (notes.length === 0) return null
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2 rounded-lg bg-sunken p-2.5 text-sm">
      <h3 className="text-xs font-semibold text-muted">{t('title')}</h3>
      <NoteList notes={notes.slice(0, NOTES_AT_ONCE)} onShow={onShow} />
      {notes.length > NOTES_AT_ONCE && (
        <details>
          <summary className="cursor-pointer text-muted">{t('more', { count: notes.length - NOTES_AT_ONCE })}</summary>
          <div className="mt-2">
            <NoteList notes={notes.slice(NOTES_AT_ONCE)} onShow={onShow} />
          </div>
        </details>
      )}
    </section>
  )
}

function NoteList({ notes, onShow }: CopyNotesProps) {
  const t = useTranslations('workbench.suggestions.note')
  return (
    <ul className="flex flex-col gap-2">
      {notes.map(({ code, about, places }) => (
        <li key={`${code} ${about}`} className="[overflow-wrap:anywhere]">
          {t(code, { about })}
          <span className="ml-1 inline-flex flex-wrap gap-1">
            {places.slice(0, 3).map((place) => (
              <PlaceButton key={place.prefix + place.quote} onClick={() => onShow(place)}>
                {place.quote}
              </PlaceButton>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function PlaceButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="copy text-accent underline decoration-dotted underline-offset-2 hover:text-accent-hover pointer-coarse:min-h-8"
    >
      <bdi>{children}</bdi>
    </button>
  )
}
