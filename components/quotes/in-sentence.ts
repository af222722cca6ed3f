/** Whoever is called by what they are, as it stood at the beginning of a sentence: "The minister" is the minister. */
export function inSentence(speaker: string): string {
  return speaker.replace(/^(?:The|An?|His|Her|Their|Its|Our|One) (?=\p{Ll})/u, (article) => article.toLowerCase())
}
