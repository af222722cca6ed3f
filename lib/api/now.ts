/** In the place of a version's id: the copy as it stands. */
export const NOW = 'now'
