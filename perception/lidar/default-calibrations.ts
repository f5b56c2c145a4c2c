import { RADIANS_PER_DEGREE } from '../../src/core/angle.ts'
import { InputError } from '../../src/core/errors.ts'
import type { LidarCalibration } from './calibration.ts'
import type { LidarModel } from './lidar-model.ts'
import { QT64_AZIMUTH, QT64_ELEVATION, VLP32_AZIMUTH, VLP32_ELEVATION, VLS128_ELEVATION } from './nominal-angles.ts'

/**
 * The angles that the maker's manual gives for the model. A single sensor differs from them by up to some tenths of a
 * degree: use its own file where there is one. Throws InputError for a model without published angles.
 */
export function defaultCalibration(model: LidarModel): LidarCalibration {
  const nominal = NOMINAL.get(model.name)
  if (!nominal) {
    throw new InputError(
      `${model.title}: expected --calibration FILE (the sensor's own angles: CSV of channel, elevation, azimuth in degrees), found none, and the maker publishes no design angles to take instead`,
    )
  }
  const degrees = (angle: (channel: number) => number) =>
    Float64Array.from({ length: model.channels }, (_, channel) => angle(channel) * RADIANS_PER_DEGREE)
  return {
    elevation: degrees(nominal.elevation),
    azimuthOffset: degrees(nominal.azimuthOffset),
    distanceOffset: new Float64Array(model.channels),
  }
}

/** Degrees by channel from 0. */
interface NominalAngles {
  readonly elevation: (channel: number) => number
  readonly azimuthOffset: (channel: number) => number
}

const straight = () => 0

const NOMINAL: ReadonlyMap<string, NominalAngles> = new Map<string, NominalAngles>([
  // VLP-16 User Manual 63-9243 rev. E, table 9-1: -15, 1, -13, 3 …
  ['vlp16', { elevation: (laser) => (laser % 2 === 0 ? laser - 15 : laser), azimuthOffset: straight }],
  ['vlp32', { elevation: (laser) => VLP32_ELEVATION[laser]!, azimuthOffset: (laser) => -VLP32_AZIMUTH[laser]! }],
  // VLS-128 User Manual 63-9483 rev. 2, appendix: the azimuth offsets repeat with the eight lasers of a group.
  ['vls128', { elevation: (laser) => VLS128_ELEVATION[laser]!, azimuthOffset: (laser) => -VLS128_AZIMUTH[laser % 8]! }],
  // Pandar40P and Pandar64 User Manuals, appendix "Channel Distribution", design values: 2° to -6° in thirds or sixths
  // of a degree, sparser above and below.
  [
    'pandar40p',
    { elevation: (channel) => sparse(channel, 24, 3), azimuthOffset: (channel) => cycle(channel, 24, AZIMUTH_40P) },
  ],
  [
    'pandar64',
    { elevation: (channel) => sparse(channel, 48, 6), azimuthOffset: (channel) => cycle(channel, 48, AZIMUTH_64) },
  ],
  ['qt64', { elevation: (channel) => QT64_ELEVATION[channel]!, azimuthOffset: (channel) => QT64_AZIMUTH[channel]! }],
  // PandarXT-16, PandarXT and XT32M2X User Manuals, "Channel Distribution": even steps, no offsets by design.
  ['xt16', { elevation: (channel) => 15 - 2 * channel, azimuthOffset: straight }],
  ['xt32', { elevation: (channel) => 15 - channel, azimuthOffset: straight }],
  ['xt32m', { elevation: (channel) => 19.5 - 1.3 * channel, azimuthOffset: straight }],
])

const VLS128_AZIMUTH = [-6.354, -4.548, -2.732, -0.911, 0.911, 2.732, 4.548, 6.354]
const SPARSE_ABOVE = [15, 11, 8, 5, 3]
const SPARSE_BELOW = [-7, -8, -9, -10, -11, -12, -13, -14, -19, -25]
const AZIMUTH_40P = [-1.042, 3.125, -5.208]
const AZIMUTH_64 = [-1.042, 1.042, 3.125, 5.208, -5.208, -3.125]

function sparse(channel: number, denseSteps: number, stepsPerDegree: number): number {
  const dense = channel - SPARSE_ABOVE.length
  if (dense < 0) return SPARSE_ABOVE[channel]!
  return dense <= denseSteps ? 2 - dense / stepsPerDegree : SPARSE_BELOW[dense - denseSteps - 1]!
}

function cycle(channel: number, denseSteps: number, offsets: readonly number[]): number {
  const dense = channel - SPARSE_ABOVE.length
  return dense < 0 || dense > denseSteps ? offsets[0]! : offsets[dense % offsets.length]!
}
