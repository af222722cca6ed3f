/** The copy, and beside it the margin where there is room. What stands in for the copy stands in its place. */
export const COPY_GRID =
  'mx-auto grid w-full grow items-start grid-cols-[minmax(0,40rem)] justify-center gap-x-12 px-4 pt-8 pb-32 min-[1100px]:grid-cols-[minmax(0,40rem)_22rem] min-[1100px]:justify-start min-[1100px]:pl-(--beside-copy)'
