import { wrapAngle } from '../../src/core/angle.ts'
import { createMatrix } from '../../src/core/matrix.ts'
import type { TrackedObject } from '../../src/core/scene.ts'
import { secondsBetween } from '../../src/core/time.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { likeliestClass } from './class-fusion.ts'
import type { ObjectTracker } from './object-tracker.ts'
import { HEADER, SLOT } from './track-slot.ts'

/** The ego car in the frame in which the tracker works, at the tracker's stamp: m, m, m, rad. */
export interface EgoPlace {
  readonly position: readonly [number, number, number]
  readonly yaw: number
}

/** All tracks at the tracker's stamp in the ego frame, in order of id. Reads only. */
export function trackedObjects(tracker: ObjectTracker, ego: EgoPlace): readonly TrackedObject[] {
  const { store } = tracker
  const x = new Float64Array(CTRA_SIZE)
  const P = createMatrix(CTRA_SIZE)
  const objects: TrackedObject[] = []
  for (let slot = 0; slot < store.count; slot++) {
    tracker.combine(slot, x, P)
    objects.push(trackedObject(store.data, store.offset(slot), x, P, ego))
  }
  return objects
}

function trackedObject(
  data: Float64Array,
  offset: number,
  x: Float64Array,
  P: Float64Array,
  ego: EgoPlace,
): TrackedObject {
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  const dx = x[CTRA.x]! - ego.position[0]
  const dy = x[CTRA.y]! - ego.position[1]
  const yaw = wrapAngle(x[CTRA.yaw]! - ego.yaw)
  const speed = x[CTRA.speed]!
  const stamp = data[HEADER.stamp]!
  return {
    id: data[offset + SLOT.id]!,
    class: likeliestClass(data, offset),
    existence: 1 / (1 + Math.exp(-data[offset + SLOT.existence]!)),
    isConfirmed: data[offset + SLOT.isConfirmed] === 1,
    coastingFor: secondsBetween(data[offset + SLOT.lastUpdateStamp]!, stamp),
    age: secondsBetween(data[offset + SLOT.birthStamp]!, stamp),
    position: [cos * dx + sin * dy, cos * dy - sin * dx, data[offset + SLOT.z]! - ego.position[2]],
    yaw,
    velocity: [speed * Math.cos(yaw), speed * Math.sin(yaw)],
    acceleration: x[CTRA.acceleration]!,
    yawRate: x[CTRA.yawRate]!,
    size: [data[offset + SLOT.length]!, data[offset + SLOT.width]!, data[offset + SLOT.height]!],
    covariance: positionAndVelocity(P, ego.yaw, yaw, speed),
  }
}

/**
 * J·P·Jᵀ (4×4) of x, y, vx, vy in ego axes: position turned by -ego yaw, velocity = speed·(cos yaw, sin yaw) in them.
 */
function positionAndVelocity(P: Float64Array, egoYaw: number, yaw: number, speed: number): Float64Array {
  const cos = Math.cos(egoYaw)
  const sin = Math.sin(egoYaw)
  const J = new Float64Array(4 * CTRA_SIZE)
  J[CTRA.x] = cos
  J[CTRA.y] = sin
  J[CTRA_SIZE + CTRA.x] = -sin
  J[CTRA_SIZE + CTRA.y] = cos
  J[2 * CTRA_SIZE + CTRA.yaw] = -speed * Math.sin(yaw)
  J[2 * CTRA_SIZE + CTRA.speed] = Math.cos(yaw)
  J[3 * CTRA_SIZE + CTRA.yaw] = speed * Math.cos(yaw)
  J[3 * CTRA_SIZE + CTRA.speed] = Math.sin(yaw)
  const out = new Float64Array(16)
  for (let i = 0; i < 4; i++) {
    for (let j = i; j < 4; j++) {
      let sum = 0
      for (let k = 0; k < CTRA_SIZE; k++) {
        for (let l = 0; l < CTRA_SIZE; l++) sum += J[i * CTRA_SIZE + k]! * P[k * CTRA_SIZE + l]! * J[j * CTRA_SIZE + l]!
      }
      out[i * 4 + j] = sum
      out[j * 4 + i] = sum
    }
  }
  return out
}
