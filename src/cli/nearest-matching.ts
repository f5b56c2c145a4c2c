export interface Place {
  readonly x: number
  readonly y: number
}

export interface NearestPair<Truth, Found> {
  readonly truth: Truth
  readonly found: Found
  /** m between them in the plane. */
  readonly error: number
}

/** One to one, nearest pairs first, none farther apart than `largestError`, m. */
export function matchNearest<Truth extends Place, Found extends Place>(
  truths: readonly Truth[],
  founds: readonly Found[],
  largestError: number,
): readonly NearestPair<Truth, Found>[] {
  const candidates = truths
    .flatMap((truth) =>
      founds.map((found) => ({ truth, found, error: Math.hypot(found.x - truth.x, found.y - truth.y) })),
    )
    .filter(({ error }) => error <= largestError)
    .sort((a, b) => a.error - b.error)
  const usedTruths = new Set<Truth>()
  const usedFounds = new Set<Found>()
  return candidates.filter(({ truth, found }) => {
    if (usedTruths.has(truth) || usedFounds.has(found)) return false
    usedTruths.add(truth)
    usedFounds.add(found)
    return true
  })
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!)
}
