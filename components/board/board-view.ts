export type BoardView = 'table' | 'columns'

export const BOARD_VIEW_COOKIE = 'stet-board-view'

export function boardViewOf(cookie: string | undefined): BoardView {
  return cookie === 'columns' ? 'columns' : 'table'
}
