import type { ObjectClass, TruthObject } from '../../../src/core/messages.ts'
import type { SensedMoment, TrueEgo } from '../../../src/simulation/sensors/sensed-moment.ts'

export const STANDING_EGO: TrueEgo = {
  position: [0, 0, 0],
  yaw: 0,
  velocity: [0, 0],
  yawRate: 0,
  acceleration: [0, 0],
}

/** An upright box on the ground. */
export function box(
  id: number,
  x: number,
  y: number,
  size: readonly [number, number, number] = [4.6, 1.9, 1.6],
  more: Partial<TruthObject> = {},
): TruthObject {
  const objectClass: ObjectClass = 'car'
  return { id, class: objectClass, position: [x, y, size[2] / 2], yaw: 0, velocity: [0, 0, 0], size, ...more }
}

export function moment(objects: readonly TruthObject[], stamp = 0, ego = STANDING_EGO): SensedMoment {
  return { stamp, ego, objects }
}
