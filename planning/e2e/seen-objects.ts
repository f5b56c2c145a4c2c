import type { CentrePoints } from '../../src/common/manifest/decoders/centre-points.ts'
import type { ObjectClass } from '../../src/core/messages.ts'
import { type BoxObservation, PLANNER_OBJECTS } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'

/** m: a grid from above says nothing of heights. */
const HEIGHT: Readonly<Record<ObjectClass, number>> = {
  unknown: 1.5,
  car: 1.5,
  truck: 3,
  bus: 3,
  motorcycle: 1.5,
  cyclist: 1.75,
  pedestrian: 1.75,
  static: 1.2,
}

/** What a network found in the scene of `stamp`, for fusion: boxes on the ego frame's plane. */
export function seenObjects({ objects }: CentrePoints, stamp: Stamp): BoxObservation {
  return {
    kind: 'boxes',
    stamp,
    sensor: PLANNER_OBJECTS,
    // One a scene: the stamp orders them.
    sequence: 0,
    boxes: objects.map(({ x, y, yaw, length, width, class: objectClass, score }) => ({
      position: [x, y, HEIGHT[objectClass] / 2],
      yaw,
      size: [length, width, HEIGHT[objectClass]],
      class: objectClass,
      score,
      covariance: null,
    })),
  }
}
