import { anyOf, onDesk, type ArticleFacts, type Policy } from './roles.ts'

export interface TaskFacts extends ArticleFacts {
  assigneeId: string
}

export interface TaskActions {
  /** To give a claim to somebody, and to change what is asked of them, of whom and by when. */
  'task.assign': ArticleFacts
  /** To say how far it is. */
  'task.progress': TaskFacts
}

const mayAssign = anyOf('editor', 'publisher', 'checker')

export const taskPolicies: { [A in keyof TaskActions]: Policy<TaskActions[A]> } = {
  'task.assign': mayAssign,
  'task.progress': (actor, facts) => mayAssign(actor, facts) || (onDesk(actor, facts) && facts.assigneeId === actor.userId),
}
