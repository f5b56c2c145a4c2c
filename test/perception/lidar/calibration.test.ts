import { describe, expect, it } from 'vitest'
import { parseCalibration } from '../../../perception/lidar/calibration.ts'
import { defaultCalibration } from '../../../perception/lidar/default-calibrations.ts'
import { LIDAR_MODELS, lidarModel } from '../../../perception/lidar/lidar-models.ts'
import { InputError } from '../../../src/core/errors.ts'

const degrees = (radians: number) => (radians * 180) / Math.PI
const csv = (rows: readonly string[]) => ['Channel,Elevation,Azimuth', ...rows].join('\r\n')
const xt16Rows = Array.from({ length: 16 }, (_, i) => `${i + 1},${15 - 2 * i}.5,-0.${i + 10}`)

describe('a calibration file', () => {
  it('in CSV gives elevation and azimuth offset in degrees by channel from 1', () => {
    const { elevation, azimuthOffset } = parseCalibration(csv(xt16Rows), lidarModel('xt16'), 'a.csv')
    expect(degrees(elevation[0]!)).toBeCloseTo(15.5, 9)
    expect(degrees(azimuthOffset[3]!)).toBeCloseTo(-0.13, 9)
  })

  it('in YAML gives radians by laser from 0, in flow and in block style, the azimuth to be subtracted', () => {
    const flow = Array.from(
      { length: 16 },
      (_, i) => `- {dist_correction: 0.0${i},\n   laser_id: ${i}, rot_correction: -0.1, vert_correction: 0.${i + 10}}`,
    )
    const block = Array.from(
      { length: 16 },
      (_, i) =>
        `  - laser_id: ${i}\n    dist_correction: 0.0${i}\n    rot_correction: -0.1\n    vert_correction: 0.${i + 10}`,
    )
    for (const lasers of [flow, block]) {
      const text = `lasers:\n${lasers.join('\n')}\nnum_lasers: 16\ndistance_resolution: 0.007\n`
      const calibration = parseCalibration(text, lidarModel('vlp16'), 'a.yaml')
      expect(calibration.elevation[5]).toBe(0.15)
      expect(calibration.azimuthOffset[15]).toBe(0.1)
      expect(calibration.distanceOffset[4]).toBe(0.04)
    }
  })

  it.each([
    ['a channel is missing', csv(xt16Rows.slice(1)), /expected 16 channels.*found 15; channel 1 is missing/],
    ['a channel is there twice', csv([...xt16Rows, xt16Rows[2]!]), /each channel once/],
    ['there are too many channels', csv([...xt16Rows, '17,0,0']), /channels of the Hesai PandarXT-16 \(16\), found 17/],
    ['an angle is no number', csv(['1,abc,0', ...xt16Rows.slice(1)]), /an elevation within ±90°, found NaN/],
    ['an offset is out of range', csv(['1,15,90', ...xt16Rows.slice(1)]), /an offset within ±45°/],
    ['the file is something else', 'hello', /expected 16 channels.*found 0/],
  ])('is refused with the reason when %s', (_, text, reason) => {
    const parse = () => parseCalibration(text, lidarModel('xt16'), 'b.csv')
    expect(parse).toThrow(InputError)
    expect(parse).toThrow(reason)
    expect(parse).toThrow(/b\.csv/)
  })
})

describe('the design angles', () => {
  // Vertical fields of view of the data sheets, degrees.
  it.each([
    ['vlp16', -15, 15],
    ['vlp32', -25, 15],
    ['vls128', -25, 15],
    ['pandar40p', -25, 15],
    ['pandar64', -25, 15],
    ['qt64', -52.1, 52.1],
    ['xt16', -15, 15],
    ['xt32', -16, 15],
    ['xt32m', -20.8, 19.5],
  ])('of the %s lie between %f° and %f°, no two channels alike', (name, lowest, highest) => {
    const { elevation, azimuthOffset } = defaultCalibration(lidarModel(name))
    const sorted = Array.from(elevation, degrees).sort((a, b) => a - b)
    expect(sorted[0]).toBeCloseTo(lowest, 1)
    expect(sorted.at(-1)).toBeCloseTo(highest, 1)
    expect(new Set(sorted.map((angle) => angle.toFixed(3))).size).toBe(elevation.length)
    expect(Math.max(...azimuthOffset.map(Math.abs))).toBeLessThan(0.16)
  })

  it('are refused, with what to do, for the one model that publishes none', () => {
    const without = LIDAR_MODELS.filter((model) => {
      try {
        defaultCalibration(model)
        return false
      } catch (error) {
        expect(error).toBeInstanceOf(InputError)
        expect(String(error)).toMatch(/expected --calibration FILE/)
        return true
      }
    })
    expect(without.map((model) => model.name)).toEqual(['qt128'])
  })
})
