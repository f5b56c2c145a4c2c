import type { LidarCalibration } from './calibration.ts'
import type { LidarModel } from './lidar-model.ts'

/** Azimuth unit of all models: 0.01°. */
export const AZIMUTH_STEPS = 36000
/** Larger steps between two firings do not occur: 0.8° is the VLP-16 at 20 Hz. */
export const MAXIMUM_STEP = 127
/** Azimuths are compared in 1e-6°, as integers, so that a point exactly at 0° falls on one side only. */
export const MICRODEGREES_PER_TURN = 360_000_000

/** Sine and cosine of every azimuth that a block can have. */
export const AZIMUTH_SINE = Float64Array.from({ length: AZIMUTH_STEPS }, (_, i) => Math.sin((i * Math.PI) / 18000))
export const AZIMUTH_COSINE = Float64Array.from({ length: AZIMUTH_STEPS }, (_, i) => Math.cos((i * Math.PI) / 18000))

/**
 * What depends on the laser alone, by slot (bank * channels of a block + channel of the block), ready for
 *   forward  = sin(azimuth) * cosine + cos(azimuth) * sine
 *   sideways = cos(azimuth) * cosine - sin(azimuth) * sine
 * with x = d * forward, y = d * sideways, z = d * up: the addition theorem with cosE multiplied in. Velodyne's axes are
 * Hesai's turned by 90°, which goes into the offset.
 */
export interface ChannelTables {
  readonly slots: number
  /** By the azimuth step to the next firing (row 0 alone where the model does not interpolate). */
  readonly cosine: readonly Float64Array[]
  readonly sine: readonly Float64Array[]
  readonly up: Float64Array
  readonly distanceOffset: Float64Array
  readonly ring: Uint8Array
  /** Corrected minus block azimuth, 1e-6°, without interpolation, and what each step of 0.01° adds. */
  readonly offsetMicrodegrees: Float64Array
  readonly microdegreesPerStep: Float64Array
  /** Blocks nearer to azimuth 0 than this, 0.01°, can have points on the other side of it. */
  readonly margin: number
}

export function channelTables(model: LidarModel, calibration: LidarCalibration): ChannelTables {
  const slots = model.blocks.channels * (model.blocks.bankMarks?.length ?? 1)
  const channels = Uint16Array.from({ length: slots }, (_, slot) => slot % model.channels)
  const fractions = model.timing.azimuthFractions ?? new Array<number>(slots).fill(0)
  const quarter = model.maker === 'velodyne' ? Math.PI / 2 : 0
  const rows = model.timing.azimuthFractions ? MAXIMUM_STEP + 1 : 1
  const table = (value: (slot: number, step: number) => number) =>
    Array.from({ length: rows }, (_, step) => Float64Array.from({ length: slots }, (_, slot) => value(slot, step)))
  const turned = (slot: number, step: number) =>
    calibration.azimuthOffset[channels[slot]!]! + quarter + (fractions[slot]! * step * Math.PI) / 18000
  const bySlot = (value: (channel: number) => number) => Float64Array.from(channels, (channel) => value(channel))
  const cosE = bySlot((channel) => Math.cos(calibration.elevation[channel]!))
  const offsetMicrodegrees = bySlot((channel) => Math.round((calibration.azimuthOffset[channel]! * 180e6) / Math.PI))
  const microdegreesPerStep = Float64Array.from(fractions, (fraction) => fraction * 1e4)
  const furthest = offsetMicrodegrees.reduce((most, offset) => Math.max(most, Math.abs(offset)), 0)
  const rings = ringNumbers(model, calibration)
  return {
    slots,
    cosine: table((slot, step) => cosE[slot]! * Math.cos(turned(slot, step))),
    sine: table((slot, step) => cosE[slot]! * Math.sin(turned(slot, step))),
    up: bySlot((channel) => Math.sin(calibration.elevation[channel]!)),
    distanceOffset: bySlot((channel) => calibration.distanceOffset[channel]!),
    ring: Uint8Array.from(channels, (channel) => rings[channel]!),
    offsetMicrodegrees,
    microdegreesPerStep,
    margin: Math.ceil(furthest / 1e4) + rows,
  }
}

/** Hesai numbers its channels from top to bottom; Velodyne's firing order means nothing, so its rings go by elevation. */
function ringNumbers(model: LidarModel, calibration: LidarCalibration): Uint8Array {
  const channels = Array.from({ length: model.channels }, (_, channel) => channel)
  const rings = Uint8Array.from(channels)
  if (model.maker === 'velodyne') {
    channels.sort((a, b) => calibration.elevation[a]! - calibration.elevation[b]!)
    channels.forEach((channel, ring) => {
      rings[channel] = ring
    })
  }
  return rings
}
