'use client'

import { getNonce, setNonce } from 'get-nonce'

/**
 * Gives the page's CSP nonce to the scroll lock of dialogs, which writes a style element. The first one stays: a
 * refresh brings another request's nonce, but the document keeps the policy that it came with.
 */
export function StyleNonce({ nonce }: { nonce: string }) {
  if (getNonce() === undefined) setNonce(nonce)
  return null
}
