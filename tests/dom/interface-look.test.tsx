import { readFileSync } from 'node:fs'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { themeOf } from '#components/shell/theme.ts'
import { DiffText } from '#components/ui/diff-text.tsx'
import { CLAIM_STATE_LOOK, ClaimStateBadge, STAGE_LOOK, StageBadge } from '#components/ui/state-badge.tsx'
import { STAGES } from '#lib/domain/articles/stages.ts'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { englishOf } from '../../i18n/english.ts'
import { timeZoneOf } from '../../i18n/time-zone.ts'
import { renderInterface } from './interface-render.tsx'

const css = readFileSync('app/globals.css', 'utf8')
type Pair = readonly [day: string, night: string]
const colours = new Map<string, Pair>(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = '', day = '', night = '']) => [name, [day, night]]),
)
const people: Pair[] = [...css.matchAll(/--person: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, day = '', night = '']) => [day, night])

const GROUNDS = ['paper', 'sheet', 'sunken', 'hover']
const INKS = ['ink', 'muted', 'faint', 'accent', 'bad', 'good', 'warn']
const TONES = ['wait', 'busy', 'good', 'bad', 'warn', 'aside', 'off']

afterEach(cleanup)

describe('colours', () => {
  const pairs = [
    ...INKS.flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
    ...TONES.flatMap(
      (tone) =>
        [
          [tone, `${tone}-soft`],
          [tone, 'sheet'],
          [tone, 'paper'],
        ] as const,
    ),
    ['ink', 'accent-soft'],
    ['muted', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['paper', 'ink'],
  ] as const

  it.each(pairs)('[UI-2] %s can be read on %s by day and by night', (ink, ground) => {
    for (const theme of [0, 1] as const) expect(contrast(colour(ink)[theme], colour(ground)[theme])).toBeGreaterThanOrEqual(4.5)
  })

  it('[UI-2] the initials of everybody can be read on their colour', () => {
    expect(people).toHaveLength(8)
    for (const person of people) for (const theme of [0, 1] as const) expect(contrast(colour('on-tone')[theme], person[theme])).toBeGreaterThanOrEqual(4.5)
  })

  it('[UI-2] the border of a field stands out from the page and from the field', () => {
    for (const ground of ['paper', 'sheet'])
      for (const theme of [0, 1] as const) expect(contrast(colour('line-strong')[theme], colour(ground)[theme])).toBeGreaterThanOrEqual(3)
  })

  it('[UI-1] every colour has a day and a night', () => {
    const named = [...css.matchAll(/^\s*--color-([\w-]+): (.*);$/gm)].filter(
      ([, name = '', value = '']) => !['transparent', 'current'].includes(name) && !value.startsWith('var('),
    )
    expect(named).toHaveLength(28)
    expect(named.filter(([, name = '']) => !colours.has(name)).map(([line]) => line)).toEqual([])
  })
})

describe('what the browser told the server', () => {
  it('[UI-1] is the chosen theme, or else the device’s', () => {
    expect([themeOf('dark'), themeOf('light'), themeOf(undefined), themeOf('<script>')]).toEqual(['dark', 'light', 'system', 'system'])
  })

  it('[UI-22] is the English in which dates are written: the one that is liked best, else the American', () => {
    const asked = [
      'en-GB,en;q=0.9',
      'en-US,en;q=0.9,en-GB;q=0.8',
      'de-DE,de;q=0.9,en-GB;q=0.8,en-US;q=0.5',
      'fr',
      '',
      null,
      'en;q=0, en-AU;q=0.1',
      'EN-gb',
      ';;q=x',
    ]
    expect(asked.map(englishOf)).toEqual(['en-GB', 'en', 'en-GB', 'en', 'en', 'en', 'en-GB', 'en-GB', 'en'])
  })

  it('[UI-10] is the reader’s time zone, or else UTC', () => {
    expect([timeZoneOf('Europe%2FBerlin'), timeZoneOf('Asia/Tehran'), timeZoneOf('Mars/Base'), timeZoneOf('%'), timeZoneOf(undefined)]).toEqual([
      'Europe/Berlin',
      'Asia/Tehran',
      'UTC',
      'UTC',
      'UTC',
    ])
  })
})

describe('states', () => {
  it('[UI-3] each state of a claim has a word and an icon of its own', () => {
    renderInterface(
      <ul>
        {CLAIM_STATES.map((state) => (
          <li key={state}>
            <ClaimStateBadge state={state} />
          </li>
        ))}
      </ul>,
    )
    const items = screen.getAllByRole('listitem')
    expect(new Set(items.map((item) => item.textContent)).size).toBe(CLAIM_STATES.length)
    expect(new Set(CLAIM_STATES.map((state) => CLAIM_STATE_LOOK[state].icon)).size).toBe(CLAIM_STATES.length)
    for (const item of items) expect(item.querySelector('svg')).not.toBeNull()
  })

  it('[UI-3] each stage of an article has a word and an icon of its own', () => {
    renderInterface(
      <ul>
        {STAGES.map((stage) => (
          <li key={stage}>
            <StageBadge stage={stage} />
          </li>
        ))}
      </ul>,
    )
    expect(new Set(screen.getAllByRole('listitem').map((item) => item.textContent)).size).toBe(STAGES.length)
    expect(new Set(STAGES.map((stage) => STAGE_LOOK[stage].icon)).size).toBe(STAGES.length)
  })
})

describe('a change of words', () => {
  it('[UI-5] says to the ear what was removed and what was added', () => {
    const { container } = renderInterface(
      <DiffText
        parts={[
          { op: 'same', text: 'voted by ' },
          { op: 'removed', text: '412' },
          { op: 'added', text: '421' },
          { op: 'same', text: ' to 38' },
        ]}
      />,
    )
    expect(container.querySelector('[dir=auto]')?.textContent).toBe('voted by removed: 412added: 421 to 38')
    expect(within(container).getByText('412', { selector: 'del' })).toBeDefined()
    expect(within(container).getByText('421', { selector: 'ins' })).toBeDefined()
  })

  it('[UI-4] fonts come from our own server, and copy takes its direction from itself', () => {
    const layout = readFileSync('app/layout.tsx', 'utf8')
    expect(layout).toMatch(/import '@fontsource-variable\/inter/)
    expect(layout).toMatch(/import '@fontsource-variable\/source-serif-4/)
    expect(css).not.toMatch(/https?:/)
    const { container } = renderInterface(<DiffText parts={[{ op: 'same', text: 'قال' }]} />)
    expect(container.firstElementChild?.getAttribute('dir')).toBe('auto')
  })
})

function colour(name: string): Pair {
  const pair = colours.get(name)
  if (!pair) throw new Error(`no colour ${name} in globals.css`)
  return pair
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
