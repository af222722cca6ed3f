'use client'

import { setNonce } from 'get-nonce'

/** Gives the page's CSP nonce to the scroll lock of dialogs, which writes a style element. */
export function StyleNonce({ nonce }: { nonce: string }) {
  setNonce(nonce)
  return null
}
