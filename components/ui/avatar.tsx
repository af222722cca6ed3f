import { classes } from './classes.ts'

const PERSON_COLOURS = 8

interface AvatarProps {
  name: string
  /** Their colour index, when known; otherwise taken from the name. */
  color?: number
  size?: 'sm' | 'md'
  /** Their name stands beside it already: nothing is read aloud. */
  decorative?: boolean
}

/** Initials on the person's colour. */
export function Avatar({ name, color, size = 'sm', decorative = false }: AvatarProps) {
  return (
    <span
      data-person={personColour(color ?? sumOf(name))}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-person font-semibold text-on-tone select-none',
        size === 'sm' ? 'size-5 text-[0.5625rem]' : 'size-7 text-xs',
      )}
    >
      {initials(name)}
    </span>
  )
}

/** The value of `data-person` for a colour index: makes `bg-person`, `text-person` and `border-person` that person's colour. */
export function personColour(color: number): string {
  return String(Math.abs(color) % PERSON_COLOURS)
}

/** First letters of the first and last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.map((word) => (word ? String.fromCodePoint(word.codePointAt(0) ?? 63) : '')).join('').toLocaleUpperCase()
}

function sumOf(name: string): number {
  return [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0)
}
