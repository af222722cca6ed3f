import { classes } from './classes.ts'

const PERSON_COLOURS = 8

interface AvatarProps {
  name: string
  /** Their colour index, the one of their cursor; without it the ground is grey. */
  color?: number
  size?: 'sm' | 'md'
  /** Their name stands beside it already: nothing is read aloud. */
  decorative?: boolean
}

/** Initials on the person's colour. */
export function Avatar({ name, color, size = 'sm', decorative = false }: AvatarProps) {
  return (
    <span
      data-person={color === undefined ? undefined : personColour(color)}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        color === undefined ? 'bg-hover text-muted' : 'bg-person text-on-tone',
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
  return picked
    .map((word) => (word ? String.fromCodePoint(word.codePointAt(0) ?? 63) : ''))
    .join('')
    .toLocaleUpperCase()
}
