/** The facts about an article's Y.Doc that also code without an editor needs. */

/** Name of the one root type of an article's Y.Doc. */
export const FRAGMENT = 'content'

/** Yjs client id under which the server writes: the first state of a document and its changes to claim marks. */
export const SERVER_CLIENT_ID = 1

/**
 * Raised by any change to the schema that an older client could not read (a new node, mark or attribute). An older
 * client is then told to reload, because rendering a node it does not know would delete that node for everyone.
 */
export const SCHEMA_MAJOR = 1
