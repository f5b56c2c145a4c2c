import type { Lens } from '../../core/lens.ts'
import type { SensorPose } from '../../core/observations.ts'

/** What a lookup table was made for. */
export interface View {
  readonly lens: Lens
  readonly mounting: SensorPose
}

/** By value: a calibration that is told again is another object. */
export function isSameView(known: View, lens: Lens, mounting: SensorPose): boolean {
  return (known.lens === lens || isEqualLens(known.lens, lens)) && isEqualPose(known.mounting, mounting)
}

function isEqualLens(a: Lens, b: Lens): boolean {
  const hasEqualSize = a.width === b.width && a.height === b.height
  const hasEqualFocus = a.fx === b.fx && a.fy === b.fy && a.cx === b.cx && a.cy === b.cy
  return hasEqualSize && hasEqualFocus && a.distortion.every((value, i) => value === b.distortion[i])
}

function isEqualPose(a: SensorPose, b: SensorPose): boolean {
  const hasEqualAngles = a.yaw === b.yaw && a.pitch === b.pitch && a.roll === b.roll
  return a === b || (hasEqualAngles && a.position.every((value, i) => value === b.position[i]))
}
