/** RE-3: the stages of an article, in the order of its life. */
export const STAGES = ['draft', 'checking', 'ready', 'approved', 'scheduled', 'published', 'corrected', 'withdrawn'] as const
export type Stage = (typeof STAGES)[number]

/** The stages that people set; every other one follows from facts. */
export const MOVABLE_STAGES = ['draft', 'checking', 'ready'] as const
export type MovableStage = (typeof MOVABLE_STAGES)[number]

/** Whether readers have a version of it (or, withdrawn, the notice of one). */
export function isPublic(stage: Stage): boolean {
  return stage === 'published' || stage === 'corrected' || stage === 'withdrawn'
}
