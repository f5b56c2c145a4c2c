import type { ObjectClass, TruthObject } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'

/** The truth at one stamp, as the object-level sensors see it. */
export interface SensedMoment {
  readonly stamp: Stamp
  readonly ego: TrueEgo
  readonly objects: readonly SensedObject[]
  /** What hides objects without being reported itself: houses, parked cars nobody asks for. */
  readonly occluders?: readonly Obstacle[]
}

/** A true object, and how it turns where that is known: rad/s, left positive; 0 by default. */
export interface SensedObject extends TruthObject {
  readonly yawRate?: number
}

/** The car, flat on the road, at the `ego` frame's origin. */
export interface TrueEgo {
  /** World frame, m. */
  readonly position: readonly [number, number, number]
  /** rad counter-clockwise from east. */
  readonly yaw: number
  /** Over ground, world frame, m/s. */
  readonly velocity: readonly [number, number]
  /** rad/s, left positive. */
  readonly yawRate: number
  /** Of the ego origin over ground, ego axes (forward, left), m/s². */
  readonly acceleration: readonly [number, number]
}

/** An upright box in the world. */
export type Obstacle = Pick<TruthObject, 'position' | 'yaw' | 'size'>

/** What a network may mistake an object for. */
export const CONFUSED_WITH: Readonly<Record<ObjectClass, ObjectClass>> = {
  unknown: 'car',
  car: 'truck',
  truck: 'bus',
  bus: 'truck',
  motorcycle: 'cyclist',
  cyclist: 'pedestrian',
  pedestrian: 'cyclist',
  static: 'car',
}
