/** Row-major 3×3. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number]

/**
 * Rz(yaw)·Ry(pitch)·Rx(roll), rad: the one meaning of a mounting's angles. Right-handed about z up, y left, x forward (ISO
 * 8855: positive pitch looks down); takes a point of the mounted frame into the frame it is mounted in.
 */
export function rotationFromAngles(yaw: number, pitch: number, roll: number): Rotation {
  const out = new Float64Array(9)
  writeRotation(out, yaw, pitch, roll)
  const [a, b, c, d, e, f, g, h, i] = out
  return [a!, b!, c!, d!, e!, f!, g!, h!, i!]
}

/** As {@link rotationFromAngles}, into `out` (9), without allocation. */
export function writeRotation(out: Float64Array, yaw: number, pitch: number, roll: number): void {
  const cy = Math.cos(yaw)
  const sy = Math.sin(yaw)
  const cp = Math.cos(pitch)
  const sp = Math.sin(pitch)
  const cr = Math.cos(roll)
  const sr = Math.sin(roll)
  out[0] = cy * cp
  out[1] = cy * sp * sr - sy * cr
  out[2] = cy * sp * cr + sy * sr
  out[3] = sy * cp
  out[4] = sy * sp * sr + cy * cr
  out[5] = sy * sp * cr - cy * sr
  out[6] = -sp
  out[7] = cp * sr
  out[8] = cp * cr
}
