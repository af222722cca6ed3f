/**
 * With a panel where there is no margin: the copy moves aside for it, and its last words can be brought where on a phone
 * nothing covers them.
 */
export const BESIDE_PANEL = 'max-sm:pb-[80dvh] sm:max-[1100px]:pb-[50dvh] sm:max-[1100px]:pr-[calc(var(--panel-width)+1rem)]'

/** The copy, and beside it the margin where there is room. What stands in for the copy stands in its place. */
export const COPY_GRID =
  'mx-auto grid w-full grow items-start grid-cols-[minmax(0,40rem)] justify-center gap-x-12 px-4 pt-8 pb-32 min-[1100px]:grid-cols-[minmax(0,40rem)_22rem] min-[1100px]:justify-start min-[1100px]:pl-(--beside-copy)'

/** The same with a panel at its left, where the window has just the room for all three: the copy gives way before the cards do. */
export const COPY_GRID_BESIDE_PANEL = `${COPY_GRID} min-[1240px]:max-[1376px]:gap-x-8 min-[1240px]:max-[1376px]:pl-[19rem] min-[1240px]:max-[1376px]:grid-cols-[minmax(0,40rem)_clamp(18rem,calc(100vw-62rem),22rem)]`
