/** WO-3: what one is told of; the same words in the database, the API and the interface's message keys. */
export const NOTIFICATION_KINDS = ['assigned', 'reopened', 'verdict', 'sign_off_stale', 'published', 'query'] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]
