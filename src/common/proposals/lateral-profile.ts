/**
 * Where beside the route a proposal drives, m (left positive), over the route's stations: a quintic from an offset with
 * slope and second derivative to a constant offset, over `length` m from `begin` on.
 */
export interface LateralProfile {
  readonly begin: number
  /** m; 0: the target from the beginning. */
  readonly length: number
  readonly target: number
  /** Of the quintic in u = (station - begin) / length. */
  readonly coefficients: readonly [number, number, number, number, number, number]
}

export function constantOffset(target: number): LateralProfile {
  return { begin: 0, length: 0, target, coefficients: [target, 0, 0, 0, 0, 0] }
}

/** `offset` m, `slope` and `bend` (1/m) are the profile's value and derivatives at `begin`. */
export function lateralChange(
  begin: number,
  length: number,
  offset: number,
  slope: number,
  bend: number,
  target: number,
): LateralProfile {
  const c1 = slope * length
  const c2 = 0.5 * bend * length * length
  // Value, first and second derivative at u = 1: target, 0, 0.
  const value = target - offset - c1 - c2
  const first = -c1 - 2 * c2
  const second = -2 * c2
  const c3 = 10 * value - 4 * first + 0.5 * second
  const c4 = -15 * value + 7 * first - second
  const c5 = 6 * value - 3 * first + 0.5 * second
  return { begin, length, target, coefficients: [offset, c1, c2, c3, c4, c5] }
}

export function offsetAt({ begin, length, target, coefficients: c }: LateralProfile, station: number): number {
  const u = (station - begin) / length
  if (!(u < 1)) return target
  const w = Math.max(0, u)
  return c[0] + w * (c[1] + w * (c[2] + w * (c[3] + w * (c[4] + w * c[5]))))
}

/** First derivative by the station. */
export function slopeAt({ begin, length, coefficients: c }: LateralProfile, station: number): number {
  const u = (station - begin) / length
  if (!(u < 1)) return 0
  const w = Math.max(0, u)
  return (c[1] + w * (2 * c[2] + w * (3 * c[3] + w * (4 * c[4] + w * 5 * c[5])))) / length
}

/** Second derivative by the station, 1/m. */
export function bendAt({ begin, length, coefficients: c }: LateralProfile, station: number): number {
  const u = (station - begin) / length
  if (!(u < 1)) return 0
  const w = Math.max(0, u)
  return (2 * c[2] + w * (6 * c[3] + w * (12 * c[4] + w * 20 * c[5]))) / (length * length)
}
