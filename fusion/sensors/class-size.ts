import type { ObjectClass } from '../../src/core/messages.ts'

interface ClassSize {
  /** Length, width, height, m, and the standard deviation of each within the class. */
  readonly size: readonly [number, number, number]
  readonly deviation: readonly [number, number, number]
}

/**
 * What a class says of an object's size. Car, cyclist, pedestrian: mean and spread of the labels of KITTI's training set
 * (Geiger et al. 2012); lorries and buses: EU Directive 96/53/EC allows 12 m and 2.55 m; others assumed.
 */
export const CLASS_SIZE: Readonly<Record<ObjectClass, ClassSize>> = {
  unknown: { size: [3, 1.5, 1.6], deviation: [2, 0.7, 0.5] },
  car: { size: [4, 1.65, 1.55], deviation: [0.5, 0.15, 0.15] },
  truck: { size: [9, 2.5, 3.3], deviation: [3, 0.2, 0.5] },
  bus: { size: [11.5, 2.5, 3.1], deviation: [1.5, 0.1, 0.3] },
  motorcycle: { size: [2.1, 0.8, 1.5], deviation: [0.3, 0.2, 0.2] },
  cyclist: { size: [1.75, 0.6, 1.75], deviation: [0.2, 0.15, 0.15] },
  pedestrian: { size: [0.85, 0.65, 1.75], deviation: [0.25, 0.15, 0.15] },
  static: { size: [1, 1, 1.2], deviation: [1, 0.7, 0.7] },
}

/**
 * m/s: standard deviation of the speed with which an object of a class is first seen, as far as nothing measures it. What a
 * detector calls static stands; otherwise the next post of a row would be taken for the same one under way.
 */
export const CLASS_SPEED: Readonly<Record<ObjectClass, number>> = {
  unknown: 10,
  car: 10,
  truck: 10,
  bus: 10,
  motorcycle: 10,
  cyclist: 5,
  pedestrian: 2,
  static: 0.3,
}

/**
 * m/s: standard deviation of the speed of what is in truth behind a detection of a class. Wider than that of the class: a
 * detector that goes by sizes calls part of a car `static`.
 */
export const DETECTED_SPEED: Readonly<Record<ObjectClass, number>> = {
  unknown: 40,
  car: 40,
  truck: 40,
  bus: 40,
  motorcycle: 40,
  cyclist: 8,
  pedestrian: 3,
  static: 5,
}
