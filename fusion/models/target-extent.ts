/** What a point or edge measurement needs to know of a tracked object beyond its state. */
export interface TargetExtent {
  /** Height of the box centre in the world-fixed frame, m, and its variance, m². */
  readonly z: number
  readonly zVariance: number
  /** Of the box, m, and its variance, m². */
  readonly height: number
  readonly heightVariance: number
  /** From the box centre towards the sensor to where it is hit, m: {@link distanceToSurface}, or 0 for a point. */
  readonly surfaceDistance: number
  /** Standard deviation of the hit point along and across the line of sight, m; 0 for a point. */
  readonly spreadAlong: number
  readonly spreadAcross: number
}

/** A point target on the ground of which nothing is known but its place: z = 0 within half a metre, 1.6 m high. */
export const POINT_TARGET: TargetExtent = {
  z: 0.5,
  zVariance: 0.25,
  height: 1.6,
  heightVariance: 0.04,
  surfaceDistance: 0,
  spreadAlong: 0,
  spreadAcross: 0,
}

/** m from the centre of a rectangle (length × width) to its edge, in the direction `aspect` (rad from its long axis). */
export function distanceToSurface(length: number, width: number, aspect: number): number {
  const along = Math.abs(Math.cos(aspect))
  const across = Math.abs(Math.sin(aspect))
  return Math.min(length / (2 * Math.max(along, 1e-9)), width / (2 * Math.max(across, 1e-9)))
}
