/** Bounds on what is fetched and kept as evidence; each is set by the environment variable of its name, as those of the collaboration server. */
export interface EvidenceLimits {
  /** Bytes of a page or file that a link leads to. */
  captureBytes: number
  /** Bytes of a file that is uploaded as evidence. */
  fileBytes: number
  /** Milliseconds for the whole of a capture, every redirect included. */
  captureMs: number
  /** Redirects that a capture follows. */
  captureRedirects: number
  /** Characters of readable text that are kept of one source. */
  evidenceTextChars: number
}

export const DEFAULT_EVIDENCE_LIMITS: EvidenceLimits = {
  captureBytes: 15 * 1024 * 1024,
  fileBytes: 25 * 1024 * 1024,
  captureMs: 30_000,
  captureRedirects: 5,
  evidenceTextChars: 2_000_000,
}
