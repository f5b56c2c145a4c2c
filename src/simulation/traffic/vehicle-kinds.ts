import type { IdmParameters } from '../../common/motion/idm.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import type { ObjectClass } from '../../core/messages.ts'

const VEHICLE_KINDS = ['car', 'van', 'truck', 'bus', 'motorcycle', 'cyclist'] as const
export type VehicleKind = (typeof VEHICLE_KINDS)[number]

interface VehicleKindRow {
  readonly class: ObjectClass
  /** m; drawn within ±`spread` of it, all three by one factor. */
  readonly size: readonly [number, number, number]
  readonly spread: number
  /** Desired speed over the speed limit, from and to; or m/s where the kind has a speed of its own. */
  readonly speedShare: readonly [number, number]
  readonly largestSpeed: number
  /** m/s² */
  readonly acceleration: readonly [number, number]
}

/** Sizes of European traffic; speeds and accelerations by Treiber, Kesting 2013, "Traffic Flow Dynamics", table 11.2. */
const VEHICLE_KIND_ROWS: Readonly<Record<VehicleKind, VehicleKindRow>> = {
  car: row('car', [4.5, 1.82, 1.5], 0.08, [0.85, 1.1], 60, [1.2, 2]),
  van: row('car', [5.4, 2, 2.3], 0.05, [0.85, 1], 45, [1, 1.6]),
  truck: row('truck', [9, 2.5, 3.4], 0.2, [0.75, 0.9], 23, [0.6, 1]),
  bus: row('bus', [12, 2.55, 3.1], 0.03, [0.75, 0.9], 23, [0.7, 1]),
  motorcycle: row('motorcycle', [2.2, 0.8, 1.5], 0.05, [0.95, 1.15], 60, [1.8, 2.5]),
  cyclist: row('cyclist', [1.8, 0.6, 1.75], 0.05, [0.3, 0.45], 6.5, [0.6, 1]),
}

function row(
  objectClass: ObjectClass,
  size: readonly [number, number, number],
  spread: number,
  speedShare: readonly [number, number],
  largestSpeed: number,
  acceleration: readonly [number, number],
): VehicleKindRow {
  return { class: objectClass, size, spread, speedShare, largestSpeed, acceleration }
}

/** A driver and a car, drawn once. */
export interface DriverProfile {
  readonly class: ObjectClass
  readonly size: readonly [number, number, number]
  /** Desired speed over the limit. */
  readonly speedShare: number
  readonly largestSpeed: number
  /** Without the desired speed, which depends on the road. */
  readonly idm: IdmParameters
}

/** Headways and braking: Treiber, Kesting 2013, table 11.2, spread over drivers. */
export function drawDriver(kind: VehicleKind, random: Random): DriverProfile {
  const { size, spread, speedShare, largestSpeed, acceleration, class: objectClass } = VEHICLE_KIND_ROWS[kind]
  const factor = random.between(1 - spread, 1 + spread)
  return {
    class: objectClass,
    size: [size[0] * factor, size[1] * Math.min(1.05, factor), size[2] * factor],
    speedShare: random.between(...speedShare),
    largestSpeed,
    idm: {
      desiredSpeed: largestSpeed,
      minimumGap: random.between(1.5, 2.5),
      timeHeadway: random.between(1, 1.7),
      maximumAcceleration: random.between(...acceleration),
      comfortableBraking: random.between(2, 3),
      exponent: 4,
    },
  }
}
