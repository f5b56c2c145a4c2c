import { SLOT } from '../tracks/track-slot.ts'

/** Place of a kind of sensor among a slot's detectabilities. */
export const RADAR_SENSOR = 0
export const BOX_SENSOR = 1
export const CAMERA_SENSOR = 2

/** Before a kind of sensor has had a look. The slot holds the difference to it. */
const UNKNOWN = 0.5
/** Shares by which one hit, one miss moves it: a miss is seldom the object's fault at first, a row of them is. */
const BY_HIT = 0.1
const BY_MISS = 0.03

/**
 * How well this object is seen by this kind of sensor when nothing is in the way, learnt from hits and misses: a radar
 * hardly sees a pedestrian, a lidar sees little of a car behind another. Without it, a sensor that cannot see an object
 * would argue it away against one that can.
 */
export function detectability(data: Float64Array, offset: number, kind: number): number {
  return UNKNOWN + data[offset + SLOT.detectability + kind]!
}

export function learnHit(data: Float64Array, offset: number, kind: number): void {
  const at = offset + SLOT.detectability + kind
  data[at] = data[at]! + BY_HIT * (1 - UNKNOWN - data[at]!)
}

function learnMiss(data: Float64Array, offset: number, kind: number): void {
  const at = offset + SLOT.detectability + kind
  data[at] = data[at]! - BY_MISS * (UNKNOWN + data[at]!)
}

/**
 * Probability that this kind of sensor detects the object of a slot that nothing was assigned to, from the probability
 * `inField` that it detects a good target there; the look that found nothing is learnt from.
 */
export function missedProbability(inField: number, data: Float64Array, offset: number, kind: number): number {
  if (inField === 0) return 0
  const probability = inField * detectability(data, offset, kind)
  learnMiss(data, offset, kind)
  return probability
}
