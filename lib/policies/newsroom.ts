import type { Policy } from './roles.ts'
import type { Actor } from './actor.ts'

/** Nothing more need be known. */
export type NewsroomFacts = Record<never, never>

export interface NewsroomActions {
  'people.manage': NewsroomFacts
  'desk.manage': NewsroomFacts
  'newsroom.record': NewsroomFacts
}

/** RE-1: an administrator manages people and desks, and holds no editorial right by that. */
const isAdmin = (actor: Actor): boolean => actor.isAdmin

export const newsroomPolicies: { [A in keyof NewsroomActions]: Policy<NewsroomActions[A]> } = {
  'people.manage': isAdmin,
  'desk.manage': isAdmin,
  'newsroom.record': isAdmin,
}
