const TWO_PI = 2 * Math.PI

/** The same direction in [-π, π). */
export function wrapAngle(angle: number): number {
  if (angle >= -Math.PI && angle < Math.PI) return angle
  const turned = (angle + Math.PI) % TWO_PI
  return (turned < 0 ? turned + TWO_PI : turned) - Math.PI
}

/** `minuend - subtrahend` the short way round, rad in [-π, π). The only place where angles are differenced. */
export function angleDifference(minuend: number, subtrahend: number): number {
  return wrapAngle(minuend - subtrahend)
}

export const RADIANS_PER_DEGREE = Math.PI / 180
