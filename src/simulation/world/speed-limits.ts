/** m/s of 1 km/h. */
export const KPH = 1 / 3.6

/** m/s² across; signs leave room to the 3 m/s² that ISO 11270 allows. */
const LATERAL_ACCELERATION = 2.5

/** What a sign before a bend of this radius says: whole 5 km/h, at most `limit`, m/s. */
export function bendLimit(radius: number, limit: number): number {
  const kph = Math.sqrt(LATERAL_ACCELERATION * radius) / KPH
  return Math.min(limit, Math.floor(kph / 5) * 5 * KPH)
}
