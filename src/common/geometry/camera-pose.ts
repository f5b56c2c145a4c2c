import { rotationFromAngles } from './rotation.ts'
/** Where a camera sits: as the mountings of a vehicle table, of a frame that looks along x with y left and z up. */
export interface CameraMounting {
  /** Ego frame, m. */
  readonly position: readonly [number, number, number]
  /** rad; right-handed about z, y, x: yaw left, pitch nose down, roll right side down are positive. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

/**
 * opticalFromEgo, row-major 3×3: rows are the optical axes (x right, y down, z forward) in the ego frame, so that
 * pointOptical = opticalFromEgo · (pointEgo - position).
 */
export function opticalFromEgo({ yaw, pitch, roll }: CameraMounting): Float64Array {
  const r = rotationFromAngles(yaw, pitch, roll)
  // Columns: the mounting's forward, left and up axes in the ego frame.
  const forward = [r[0], r[3], r[6]]
  const left = [r[1], r[4], r[7]]
  const up = [r[2], r[5], r[8]]
  return Float64Array.from([...left.map((value) => -value), ...up.map((value) => -value), ...forward])
}

/** out (3) := a point of the ego frame in the optical frame, m. */
export function toOptical(
  out: Float64Array,
  rotation: Float64Array,
  position: readonly [number, number, number],
  x: number,
  y: number,
  z: number,
): void {
  const dx = x - position[0]
  const dy = y - position[1]
  const dz = z - position[2]
  out[0] = rotation[0]! * dx + rotation[1]! * dy + rotation[2]! * dz
  out[1] = rotation[3]! * dx + rotation[4]! * dy + rotation[5]! * dz
  out[2] = rotation[6]! * dx + rotation[7]! * dy + rotation[8]! * dz
}
