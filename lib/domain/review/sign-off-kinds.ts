/** RE-4: who signs for what. */
export const SIGN_OFF_KINDS = ['desk', 'fact_check', 'legal', 'final'] as const
export type SignOffKind = (typeof SIGN_OFF_KINDS)[number]
