import type { ObjectClass } from '../../core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../core/time.ts'
import { createMotionState, motionAt, type ScriptedMotion } from './scripted-path.ts'
import type { SensedMoment, SensedObject } from './sensed-moment.ts'

/** Road users whose motion is a formula: ground truth for fusion's tests without a world or traffic. */
export interface ScriptedScene {
  readonly name: string
  /** s */
  readonly duration: number
  /** Of the `ego` frame's origin. */
  readonly ego: ScriptedMotion
  readonly objects: readonly ScriptedObject[]
}

export interface ScriptedObject {
  readonly id: number
  readonly class: ObjectClass
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  /** Of the box centre over ground. */
  readonly motion: ScriptedMotion
}

/** Usual sizes, m (nuScenes means, rounded). */
export const USUAL_SIZE: Readonly<
  Record<Exclude<ObjectClass, 'unknown' | 'static'>, readonly [number, number, number]>
> = {
  car: [4.6, 1.9, 1.6],
  truck: [8, 2.5, 3],
  bus: [11, 2.9, 3.4],
  motorcycle: [2.1, 0.8, 1.5],
  cyclist: [1.8, 0.6, 1.7],
  pedestrian: [0.7, 0.7, 1.75],
}

const state = createMotionState()

/** The truth of a scene at a stamp; stamps count from its start. */
export function sceneAt(scene: ScriptedScene, stamp: Stamp): SensedMoment {
  const time = stamp / NANOSECONDS_PER_SECOND
  const ego = motionAt(scene.ego, time, state)
  return {
    stamp,
    ego: {
      position: [ego.x, ego.y, 0],
      yaw: ego.yaw,
      velocity: [ego.vx, ego.vy],
      yawRate: ego.yawRate,
      acceleration: [ego.acceleration, ego.lateralAcceleration],
    },
    objects: scene.objects.map((object) => objectAt(object, time)),
  }
}

function objectAt({ id, class: objectClass, size, motion }: ScriptedObject, time: number): SensedObject {
  const { x, y, vx, vy, yaw, yawRate } = motionAt(motion, time, state)
  return { id, class: objectClass, position: [x, y, size[2] / 2], yaw, velocity: [vx, vy, 0], size, yawRate }
}
