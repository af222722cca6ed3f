/** Who asks: made once a request or socket from the session or API token, never from what the client says. */
export const ROLES = ['reporter', 'editor', 'checker', 'publisher', 'legal'] as const
export type Role = (typeof ROLES)[number]

export const TOKEN_SCOPES = ['read', 'write'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

export interface Actor {
  userId: string
  name: string
  isAdmin: boolean
  /** Desk id → the roles held there; a desk without a role is absent. */
  roles: Record<string, Role[]>
  /** null when the request carries an API token. */
  sessionId: string | null
  /** null for a browser session: everything the person may do. */
  scopes: TokenScope[] | null
}
