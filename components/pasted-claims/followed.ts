/**
 * Links to offers that were followed, each an object of its own: once they have led there they do so no more, though the
 * offer goes with its words and comes back with them.
 */
export const followed = new WeakSet<object>()
