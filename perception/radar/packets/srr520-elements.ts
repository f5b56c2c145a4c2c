import { bitField } from './bit-field.ts'
import type { Srr520Detection, Srr520Object } from './srr520-lists.ts'

// Scales and bit places: Continental SRR520 CAN FD interface, as TIER IV's driver nebula states them. A detection takes
// 6 bytes, an object 31, most significant bit first.

export const DETECTION_BYTES = 6
export const OBJECT_BYTES = 31

/** Offset of angles and yaw rates: the interface's own rounding of π. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: with more digits the values would differ from the radar's
export const HALF_TURN = 3.14159

export function readDetection(bytes: Uint8Array): Srr520Detection {
  const bits = (first: number, length: number) => bitField(bytes, first, length)
  return {
    range: 0.024420024 * bits(0, 12),
    azimuthAngle: 0.006159986 * bits(12, 9) - 1.570796327,
    rangeRate: 0.014662757 * bits(21, 11) - 15,
    rcs: 0.476190476 * bits(32, 7) - 40,
    pdh00: 100 * bits(39, 1),
    pdh01: 100 * bits(40, 1),
    pdh02: 100 * bits(41, 1),
    pdh03: 100 * bits(42, 1),
    pdh04: 100 * bits(43, 1),
    snr: 1.7 * bits(44, 4) + 11,
  }
}

const DISTANCE = 0.009155553
const VELOCITY = 0.009156391
const ACCELERATION = 0.019569472
const STANDARD_DEVIATION = 0.001831166
const BOX = 0.007326007

export function readObject(bytes: Uint8Array): Srr520Object {
  const bits = (first: number, length: number) => bitField(bytes, first, length)
  return {
    objectId: bits(0, 8),
    distX: DISTANCE * bits(8, 16) - 300,
    distY: DISTANCE * bits(24, 16) - 300,
    vAbsX: VELOCITY * bits(40, 14) - 75,
    vAbsY: VELOCITY * bits(54, 14) - 75,
    aAbsX: ACCELERATION * bits(68, 10) - 10,
    aAbsY: ACCELERATION * bits(78, 10) - 10,
    distXStd: STANDARD_DEVIATION * bits(88, 14),
    distYStd: STANDARD_DEVIATION * bits(102, 14),
    vAbsXStd: STANDARD_DEVIATION * bits(116, 14),
    vAbsYStd: STANDARD_DEVIATION * bits(130, 14),
    aAbsXStd: STANDARD_DEVIATION * bits(144, 14),
    aAbsYStd: STANDARD_DEVIATION * bits(158, 14),
    boxLength: BOX * bits(172, 12),
    boxWidth: BOX * bits(184, 12),
    orientation: 0.001534729 * bits(196, 12) - HALF_TURN,
    rcs: 0.024425989 * bits(208, 12) - 50,
    score: 6.666666667 * bits(220, 4),
    lifeCycles: bits(224, 16),
    objectStatus: bits(245, 2),
    boxValid: bits(247, 1) === 1,
  }
}
