/** The one with this id, which was just written. */
export function one<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id)
  if (!found) throw new Error(`what was just written cannot be read: ${id}`)
  return found
}
