/** Most detections of one cycle that are looked at: a hostile cycle costs bounded time. */
export const MOST_DETECTIONS = 256

/** Distance (m) up to which detections are taken so that the nearest {@link MOST_DETECTIONS} are; infinite for fewer. */
export function limitToNearest(count: number, distance: (i: number) => number): number {
  if (count <= MOST_DETECTIONS) return Number.POSITIVE_INFINITY
  const distances = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const value = distance(i)
    distances[i] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  return distances.sort()[MOST_DETECTIONS - 1]!
}
