import { RADIANS_PER_DEGREE } from '../../src/core/angle.ts'
import { InputError } from '../../src/core/errors.ts'
import type { LidarModel } from './lidar-model.ts'

/** Where each laser of one sensor points, by the maker's channel number from 0. */
export interface LidarCalibration {
  /** rad, up positive. */
  readonly elevation: Float64Array
  /** rad to add to the block's azimuth, clockwise seen from above as the sensor turns. */
  readonly azimuthOffset: Float64Array
  /** m to add to each distance. */
  readonly distanceOffset: Float64Array
}

/** No laser of the known models points further aside; more is a file in other units or for another sensor. */
const MAXIMUM_AZIMUTH_OFFSET = 45 * RADIANS_PER_DEGREE
const MAXIMUM_ELEVATION = 90 * RADIANS_PER_DEGREE

/**
 * Reads a calibration file: CSV of channel (from 1), elevation and azimuth offset in degrees (Hesai), or YAML of lasers
 * with laser_id (from 0), vert_correction and rot_correction in rad, dist_correction in m (Velodyne).
 *
 * @param where named in errors
 * @throws InputError when a channel is missing, doubled, not a number or out of range
 */
export function parseCalibration(text: string, model: LidarModel, where: string): LidarCalibration {
  const isYaml = /^\s*lasers\s*:/m.test(text)
  const rows = isYaml ? yamlRows(text) : csvRows(text)
  const calibration: LidarCalibration = {
    elevation: new Float64Array(model.channels).fill(Number.NaN),
    azimuthOffset: new Float64Array(model.channels),
    distanceOffset: new Float64Array(model.channels),
  }
  for (const row of rows) {
    const { channel, elevation, azimuthOffset, distanceOffset } = row
    const problem = (expected: string, found: number) =>
      new InputError(`calibration ${where}: expected ${expected}, found ${found} for channel ${channel}`)
    if (!Number.isInteger(channel) || channel < 0 || channel >= model.channels)
      throw problem(`channels of the ${model.title} (${model.channels})`, isYaml ? channel : channel + 1)
    if (!Number.isNaN(calibration.elevation[channel]!)) throw problem('each channel once', channel)
    if (!(Math.abs(elevation) <= MAXIMUM_ELEVATION)) throw problem('an elevation within ±90°', elevation)
    if (!(Math.abs(azimuthOffset) <= MAXIMUM_AZIMUTH_OFFSET)) throw problem('an offset within ±45°', azimuthOffset)
    if (!(Math.abs(distanceOffset) <= 1)) throw problem('a distance correction within ±1 m', distanceOffset)
    calibration.elevation[channel] = elevation
    calibration.azimuthOffset[channel] = azimuthOffset
    calibration.distanceOffset[channel] = distanceOffset
  }
  const missing = calibration.elevation.findIndex((elevation) => Number.isNaN(elevation))
  if (missing >= 0) {
    const found = calibration.elevation.filter((elevation) => !Number.isNaN(elevation)).length
    throw new InputError(
      `calibration ${where}: expected ${model.channels} channels of the ${model.title}, found ${found}; channel ${isYaml ? missing : missing + 1} is missing`,
    )
  }
  return calibration
}

interface CalibrationRow {
  readonly channel: number
  readonly elevation: number
  readonly azimuthOffset: number
  readonly distanceOffset: number
}

function csvRows(text: string): CalibrationRow[] {
  const rows: CalibrationRow[] = []
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split(',').map((cell) => cell.trim())
    // The heading, empty lines, and the version line that some files begin with.
    if (cells.length < 3 || !/^\d+$/.test(cells[0]!)) continue
    rows.push({
      channel: Number(cells[0]) - 1,
      elevation: Number(cells[1]) * RADIANS_PER_DEGREE,
      azimuthOffset: Number(cells[2]) * RADIANS_PER_DEGREE,
      distanceOffset: 0,
    })
  }
  return rows
}

/** Block and flow style alike: a laser is what stands between two list marks. */
function yamlRows(text: string): CalibrationRow[] {
  const list = text.slice(text.search(/^\s*lasers\s*:/m))
  return list
    .split(/(?:^|\n)\s*-\s+/)
    .slice(1)
    .map((laser) => {
      const value = (key: string) => Number(new RegExp(`\\b${key}\\s*:\\s*([^,}\\s]+)`).exec(laser)?.[1] ?? Number.NaN)
      const distance = value('dist_correction')
      return {
        channel: value('laser_id'),
        elevation: value('vert_correction'),
        // Velodyne subtracts its correction from the azimuth.
        azimuthOffset: -value('rot_correction'),
        distanceOffset: Number.isNaN(distance) ? 0 : distance,
      }
    })
}
