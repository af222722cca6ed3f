import { useTranslations } from 'next-intl'
import { bringFocusInSight, bringInSight } from '#components/claims/in-sight.ts'
import { classes } from '#components/ui/classes.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'

interface MentionListProps {
  id: string
  people: readonly PersonDto[]
  /** The one that the keys have come to. */
  active: PersonDto | undefined
  onTake: (person: PersonDto) => void
}

/** Whose names may be meant; the focus stays in the box, where the keys are. */
export function MentionList({ id, people, active, onTake }: MentionListProps) {
  const t = useTranslations('workbench.discussion')
  return (
    // All of it is brought into sight as it opens, not the first name alone.
    <div
      ref={bringThere}
      id={id}
      role="listbox"
      aria-label={t('people')}
      className="flex max-h-[40dvh] scroll-mb-3 flex-col overflow-y-auto rounded-md border border-line p-1"
    >
      {people.map((person) => {
        const isActive = person === active
        return (
          <button
            key={person.id}
            type="button"
            id={optionId(id, person)}
            role="option"
            aria-selected={isActive}
            tabIndex={-1}
            ref={isActive ? scrollInList : null}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(person)}
            className={classes(
              'flex min-h-8 cursor-pointer scroll-mb-2 items-center rounded-md px-2 hover:bg-hover pointer-coarse:min-h-11',
              isActive && 'bg-accent-soft text-accent outline-1 -outline-offset-1 outline-accent',
            )}
          >
            @{person.name}
          </button>
        )
      })}
    </div>
  )
}

export function optionId(listId: string, { id }: PersonDto): string {
  return `${listId}-${id}`
}

/** With the box that one writes in, which keeps the focus. */
function bringThere(list: HTMLElement | null) {
  if (!list) return
  bringInSight(list)
  if (document.activeElement) bringFocusInSight(document.activeElement)
}

/** The list alone scrolls: the box stays where it is. */
function scrollInList(option: HTMLElement | null) {
  const list = option?.parentElement
  if (!option || !list) return
  const [at, within] = [option.getBoundingClientRect(), list.getBoundingClientRect()]
  if (at.top < within.top) list.scrollTop += at.top - within.top
  else if (at.bottom > within.bottom) list.scrollTop += at.bottom - within.bottom
}
