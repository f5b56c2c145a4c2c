/** Bytes that are not a message of their schema: counted and reported by the reader, never thrown through the line. */
export interface Malformed {
  readonly kind: 'malformed'
  /** Expected and found, in one line. */
  readonly reason: string
}

export function malformed(reason: string): Malformed {
  return { kind: 'malformed', reason }
}
