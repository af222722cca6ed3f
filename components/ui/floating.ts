/**
 * What floats at a button or at words: never larger than the room that the window has for it there. What does not fit
 * scrolls inside, and its edge shows that there is more. Both lengths come from Radix's popper, on which menus and
 * popovers stand.
 */
export const FLOATING =
  'z-50 max-h-(--radix-popper-available-height) max-w-(--radix-popper-available-width) animate-appear scroll-shade overflow-y-auto overscroll-contain ' +
  'rounded-lg border border-line shadow-float'

/** Pixels that it keeps from the window's edge. */
export const FLOATING_EDGE = 8
