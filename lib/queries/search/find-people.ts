import type { ExcerptPart } from '#lib/api/schemas/search.ts'
import { can } from '#lib/policies/can.ts'
import type { Finder } from './statement.ts'

/** By name, all the words typed anywhere in it: those whom the list of people shows. */
export const findPeople: Finder = async ({ ctx: { actor, db }, query, desks, after, take }) => {
  const words = query.q.split(/\s+/).filter((word) => word !== '')
  const everyone = can(actor, 'people.manage', {}) && query.deskId === undefined
  const shared = { disabledAt: null, memberships: { some: { deskId: { in: desks } } } }
  const seen = everyone ? {} : query.deskId === undefined ? { OR: [{ id: actor.userId }, shared] } : shared
  const rows = await db.user.findMany({
    where: {
      AND: [
        seen,
        ...words.map((word) => ({ name: { contains: word, mode: 'insensitive' as const } })),
        after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
    select: { id: true, name: true, createdAt: true },
  })
  return rows.map(({ id, name, createdAt }) => ({ kind: 'person', id, at: createdAt.toISOString(), excerpt: marked(name, words), name }))
}

function marked(name: string, words: readonly string[]): ExcerptPart[] {
  if (words.length === 0) return [{ text: name, match: false }]
  const literal = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  const any = new RegExp(`(${literal.join('|')})`, 'gi')
  return name
    .split(any)
    .map((text, index) => ({ text, match: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
