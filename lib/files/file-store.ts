/** Where the bytes of evidence are kept, by their SHA-256: the same bytes are kept once, and cannot change unseen. */
export interface FileStore {
  /** Returns the SHA-256, in hex, under which they are found again. Resolves when they are safe. */
  put(bytes: Uint8Array): Promise<string>
  /** null when they are not here. Throws when they are no longer what was put. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  list(): AsyncIterable<string>
  /**
   * Takes a file away that was last put before `putBefore`, unless it is wanted. Asked once nobody can put the same
   * bytes and rely on this copy. Answers whether it went.
   */
  discard(sha256: string, options: { putBefore: Date; unless: (sha256: string) => Promise<boolean> }): Promise<boolean>
}
