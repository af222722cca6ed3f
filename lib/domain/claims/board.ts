/** WO-1a: the terms of the verification board. */
import { isBlocking } from './state.ts'
import { type ClaimState, isOpenAgain } from './terms.ts'

/** The columns of the board, from nobody's to done; every state stands in one. */
export const BOARD_COLUMNS = [
  { key: 'open', states: ['open', 'reopened', 'to_confirm', 'detached'] },
  { key: 'asked', states: ['assigned'] },
  { key: 'checking', states: ['in_checking', 'awaiting_second', 'disputed'] },
  { key: 'author', states: ['needs_wording', 'incorrect', 'unverifiable'] },
  { key: 'done', states: ['verified', 'waived'] },
] as const satisfies { key: string; states: ClaimState[] }[]

export type BoardColumn = (typeof BOARD_COLUMNS)[number]

/** From what nobody has begun to what is done. */
export const STATES_BY_PROGRESS: readonly ClaimState[] = BOARD_COLUMNS.flatMap(({ states }) => states)

/** Why nobody is asked to check a claim: nobody was yet, or what became of what was asked last. */
export const UNASKED_REASONS = ['never', 'handed_back', 'own_words', 'withdrawn', 'cleared', 'finished'] as const
export type UnaskedReason = (typeof UNASKED_REASONS)[number]

/** Flagged for legal, with a question to the author that is open, or of high priority. */
export const BOARD_MARKS = ['query', 'legal', 'high'] as const
export type BoardMark = (typeof BOARD_MARKS)[number]

/** By the desk's clock: late; due on its present day, late or not; due after that. */
export const BOARD_DUES = ['overdue', 'today', 'later'] as const
export type BoardDue = (typeof BOARD_DUES)[number]

export const BOARD_COLUMN_KEYS = ['claim', 'state', 'kind', 'assignee', 'due', 'tagged'] as const
export type BoardColumnKey = (typeof BOARD_COLUMN_KEYS)[number]
/** With a minus the other way round. */
export type BoardSort = BoardColumnKey | `-${BoardColumnKey}`
export const BOARD_SORTS: readonly BoardSort[] = BOARD_COLUMN_KEYS.flatMap((key) => [key, `-${key}` as const])

/** Late or due within this time is urgent. */
export const DUE_SOON_MS = 24 * 60 * 60 * 1000

export const STATES_TO_CLEAR = STATES_BY_PROGRESS.filter(isBlocking)

/**
 * WO-1m: as a duty editor takes claims up. First what is still to clear: late, due soon, open again, and the rest;
 * then what is cleared. `due` tells those that are asked for by a time that is late or soon from the others.
 */
export const BOARD_URGENCIES = [
  { key: 'overdue', due: 'late', states: STATES_TO_CLEAR },
  { key: 'soon', due: 'soon', states: STATES_TO_CLEAR },
  { key: 'again', due: 'no', states: STATES_TO_CLEAR.filter(isOpenAgain) },
  { key: 'rest', due: 'no', states: STATES_TO_CLEAR.filter((state) => !isOpenAgain(state)) },
  { key: 'cleared', due: null, states: STATES_BY_PROGRESS.filter((state) => !isBlocking(state)) },
] as const satisfies { key: string; due: 'late' | 'soon' | 'no' | null; states: readonly ClaimState[] }[]
export type BoardUrgency = (typeof BOARD_URGENCIES)[number]
