/** A time as readers are told it: with the zone it is meant in, the same for everybody wherever they read. */
export const READERS_TIME = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
} as const
