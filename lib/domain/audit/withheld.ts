/** RE-9f: a row of the record that is not for its reader: its place in the chain, and no more. */

/** What every such row says, whatever it was. */
export const WITHHELD = { at: null, actorId: null, actorName: '', action: 'withheld', subject: '', data: '{}', withheld: true } as const

interface Place {
  chain: string
  seq: number
  prevHash: string
  /** Of the row as it is kept. */
  hash: string
}

export function withheldRow({ chain, seq, prevHash, hash }: Place): Place & typeof WITHHELD {
  return { chain, seq, ...WITHHELD, prevHash, hash }
}
