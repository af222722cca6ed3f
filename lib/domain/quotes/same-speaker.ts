/** Whether two names may be one person's: by the last word, as people are called after the first mention. */
export function isSameSpeaker(one: string, other: string): boolean {
  return lastWord(one) === lastWord(other)
}

function lastWord(name: string): string | undefined {
  return name.trim().split(/\s+/).at(-1)?.toLowerCase()
}
