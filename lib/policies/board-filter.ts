import type { Policy } from './roles.ts'
import { anyOf, onDesk } from './roles.ts'

export interface BoardFilterFacts {
  ownerId: string
  /** The desk that it is shown to; null: its owner's alone. */
  sharedDeskId: string | null
}

export interface BoardFilterActions {
  'boardFilter.read': BoardFilterFacts
  'boardFilter.save': BoardFilterFacts
  'boardFilter.remove': BoardFilterFacts
}

const mayTidy = anyOf('editor', 'publisher')
const isOwner: Policy<BoardFilterFacts> = (actor, { ownerId }) => actor.userId === ownerId

export const boardFilterPolicies: { [A in keyof BoardFilterActions]: Policy<BoardFilterActions[A]> } = {
  'boardFilter.read': (actor, facts) => isOwner(actor, facts) || (facts.sharedDeskId !== null && onDesk(actor, { deskId: facts.sharedDeskId })),
  'boardFilter.save': (actor, facts) => isOwner(actor, facts) && (facts.sharedDeskId === null || onDesk(actor, { deskId: facts.sharedDeskId })),
  /** Who runs the desk tidies up what was shown to it, by somebody who has left too. */
  'boardFilter.remove': (actor, facts) => isOwner(actor, facts) || (facts.sharedDeskId !== null && mayTidy(actor, { deskId: facts.sharedDeskId })),
}
