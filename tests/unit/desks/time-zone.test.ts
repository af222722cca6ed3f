import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { dayBounds, dayIn, instantBy, isTimeZone } from '#lib/domain/desks/time-zone.ts'

const ZONES = [
  'UTC',
  'Europe/Rome',
  'America/New_York',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Africa/Cairo',
]

describe('the day of a desk', () => {
  it.each([
    ['UTC', '2026-11-25T23:30:00Z', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    ['America/New_York', '2026-11-26T03:00:00Z', '2026-11-25T05:00:00.000Z', '2026-11-26T05:00:00.000Z'],
    ['Asia/Tehran', '2026-11-25T21:00:00Z', '2026-11-25T20:30:00.000Z', '2026-11-26T20:30:00.000Z'],
    // The clocks go back at 03:00 and forward at 02:00: 25 and 23 hours.
    ['Europe/Rome', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['Europe/Rome', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ])('[WO-1d] in %s at %s', (zone, now, start, end) => {
    const bounds = dayBounds(zone, new Date(now))
    expect([bounds.start.toISOString(), bounds.end.toISOString()]).toEqual([start, end])
  })

  it('[WO-1d] holds its instant, and the days around it are others, in any zone at any time', () => {
    const instants = fc.date({ min: new Date('2000-01-03'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, now) => {
        const { start, end } = dayBounds(zone, now)
        const day = dayIn(zone, now)
        expect(start <= now && now < end).toBe(true)
        expect([dayIn(zone, start), dayIn(zone, new Date(end.getTime() - 1))]).toEqual([day, day])
        expect([dayIn(zone, new Date(start.getTime() - 1)) < day, dayIn(zone, end) > day]).toEqual([true, true])
      }),
      { numRuns: 150 },
    )
  })

  it('[WO-1d] is told by an IANA name and by nothing else', () => {
    expect(['Europe/Rome', 'UTC', 'Mars/Olympus', '', '+02:00', 'Europe/Rome; DROP'].map(isTimeZone)).toEqual([true, true, false, false, false, false])
  })
})

describe('a time by the clock of a desk', () => {
  it.each([
    ['UTC', '2026-11-25T18:00', '2026-11-25T18:00:00.000Z'],
    ['America/New_York', '2026-11-25T18:00', '2026-11-25T23:00:00.000Z'],
    ['Asia/Tehran', '2026-11-25T18:00', '2026-11-25T14:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-25T18:00:59', '2026-11-25T12:15:00.000Z'],
    ['Europe/Rome', '2026-07-20T18:00', '2026-07-20T16:00:00.000Z'],
    // It comes twice, and not at all.
    ['Europe/Rome', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Rome', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('[WO-2j] in %s at %s', (zone, clockTime, instant) => {
    expect(instantBy(zone, clockTime)?.toISOString()).toBe(instant)
  })

  it('[WO-2j] is none where nothing or half a time was typed', () => {
    expect(['', '2026-11-25', '18:00'].map((typed) => instantBy('Europe/Rome', typed))).toEqual([null, null, null])
  })

  it('[WO-2j] is shown by that clock as it was typed, outside of the hours that clocks are changed in', () => {
    const instants = fc.date({ min: new Date('2000-01-03'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, near) => {
        const typed = `${dayIn(zone, near)}T12:07`
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instantBy(zone, typed) ?? 0)
        expect(shown).toBe(typed.replace('T', ' '))
      }),
      { numRuns: 150 },
    )
  })
})
