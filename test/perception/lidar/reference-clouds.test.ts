import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCalibration } from '../../../perception/lidar/calibration.ts'
import { lidarModel } from '../../../perception/lidar/lidar-models.ts'
import { PointBuffer } from '../../../perception/lidar/point-buffer.ts'
import { SpinningDecoder } from '../../../perception/lidar/spinning-decoder.ts'
import { SweepCutter } from '../../../perception/lidar/sweep-cutter.ts'
import { openPacketFile } from '../../../src/io/packets/packet-file.ts'
import { readPcd } from '../../../src/io/pointcloud/pcd-reader.ts'
import { sharedData } from '../../shared-data.ts'
import { NearestPoint } from './nearest-point.ts'

const folder = sharedData('lidar-packets')

/** All sweeps of a recording, copied, and the refused packets. */
function decodeRecording(name: string) {
  const model = lidarModel(name)
  const path = `${folder}/${name}`
  const calibrationFile = readdirSync(path).find((file) => file.startsWith('calibration'))
  const calibration = parseCalibration(
    readFileSync(`${path}/${calibrationFile}`, 'utf8'),
    model,
    String(calibrationFile),
  )
  const file = openPacketFile(`${path}/packets.pkts`)
  const decoder = new SpinningDecoder(model, calibration, file.originSeconds)
  const sweeps: PointBuffer[] = []
  const cutter = new SweepCutter(decoder, ({ points }) => {
    const copy = new PointBuffer(points.count)
    for (let i = 0; i < points.count; i++) copy.copyPoint(i, points, i)
    copy.count = points.count
    sweeps.push(copy)
  })
  let refused = 0
  for (const packet of file.packets) if (cutter.push(packet.payload, packet.stamp) !== 'ok') refused++
  cutter.finish()
  const referenceFile = readdirSync(path).find((candidate) => candidate.startsWith('reference'))
  const reference = readPcd(readFileSync(`${path}/${referenceFile}`), String(referenceFile))
  return { sweeps, refused, reference, latePoints: cutter.latePoints }
}

function xyz(table: ReturnType<typeof readPcd>): readonly [Float32Array, Float32Array, Float32Array] {
  const column = (name: string) => {
    const found = table.columns.get(name)
    if (!(found instanceof Float32Array)) throw new Error(`the reference has no float32 ${name}`)
    return found
  }
  return [column('x'), column('y'), column('z')]
}

const quantile = (sorted: Float64Array, q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!

describe.skipIf(folder === null)('decoded packets and the reference clouds', () => {
  it.each([
    ['pandar40p', 56762],
    ['xt32', 63021],
    ['qt64', 34158],
  ] as const)('%s: the reference scan has exactly %i points, each within 0.01 mm of one of it', (name, points) => {
    const { sweeps, refused, reference, latePoints } = decodeRecording(name)
    expect({ refused, latePoints }).toEqual({ refused: 0, latePoints: 0 })
    expect(reference.count).toBe(points)
    const matching = sweeps.filter((sweep) => sweep.count === points)
    expect(matching).toHaveLength(1)
    const sweep = matching[0]!
    const nearest = new NearestPoint(...xyz(reference), reference.count, 0.001)
    let furthest = 0
    for (let i = 0; i < sweep.count; i++)
      furthest = Math.max(furthest, nearest.distance(sweep.x[i]!, sweep.y[i]!, sweep.z[i]!))
    expect(furthest).toBeLessThan(1e-5)
  })

  // The Velodyne references take the azimuth step to the next block even inside one firing, and none for the last block of
  // a packet. The tolerances are what remains of that without copying it.

  it('vlp16: half the reference points have a decoded one within 0.2 mm, 90 % within 2.5 mm, 99 % within 16 mm', () => {
    const { sweeps, refused, reference } = decodeRecording('vlp16')
    expect(refused).toBe(0)
    const all = new PointBuffer(sweeps.reduce((sum, sweep) => sum + sweep.count, 0))
    for (const sweep of sweeps) for (let i = 0; i < sweep.count; i++) all.copyPoint(all.count++, sweep, i)
    const nearest = new NearestPoint(all.x, all.y, all.z, all.count, 0.02)
    const [x, y, z] = xyz(reference)
    const distances = Float64Array.from(x, (_, i) => nearest.distance(x[i]!, y[i]!, z[i]!)).sort()
    expect(distances).toHaveLength(14831)
    expect(quantile(distances, 0.5)).toBeLessThan(0.0002)
    expect(quantile(distances, 0.9)).toBeLessThan(0.0025)
    expect(quantile(distances, 0.99)).toBeLessThan(0.016)
  })

  it('vls128: every reference point is a decoded one by range (4 mm), elevation (0.002°) and azimuth (0.18°)', () => {
    const { sweeps, refused, reference } = decodeRecording('vls128')
    expect(refused).toBe(0)
    const decoded = new PolarIndex()
    for (const sweep of sweeps) for (let i = 0; i < sweep.count; i++) decoded.add(sweep.x[i]!, sweep.y[i]!, sweep.z[i]!)
    const [x, y, z] = xyz(reference)
    let found = 0
    for (let i = 0; i < reference.count; i++)
      if (decoded.has(x[i]!, y[i]!, z[i]!, { range: 0.0045, elevation: 0.002, azimuth: 0.18 })) found++
    expect(reference.count).toBe(208680)
    expect(found).toBe(reference.count)
  })
})

/** Points by azimuth in whole degrees, to ask whether one lies within tolerances of range (m), elevation and azimuth (°). */
class PolarIndex {
  readonly #byDegree: { range: number; elevation: number; azimuth: number }[][] = Array.from({ length: 360 }, () => [])

  add(x: number, y: number, z: number): void {
    const point = polar(x, y, z)
    this.#byDegree[Math.floor(point.azimuth) % 360]!.push(point)
  }

  has(x: number, y: number, z: number, within: { range: number; elevation: number; azimuth: number }): boolean {
    const point = polar(x, y, z)
    for (const degree of [point.azimuth - within.azimuth, point.azimuth + within.azimuth].map(Math.floor))
      for (const other of this.#byDegree[(degree + 360) % 360]!)
        if (
          Math.abs(other.range - point.range) < within.range &&
          Math.abs(other.elevation - point.elevation) < within.elevation &&
          Math.min(turn(other.azimuth - point.azimuth), turn(point.azimuth - other.azimuth)) < within.azimuth
        )
          return true
    return false
  }
}

const turn = (degrees: number) => (degrees + 360) % 360

function polar(x: number, y: number, z: number) {
  const range = Math.hypot(x, y, z)
  const azimuth = (Math.atan2(y, x) * 180) / Math.PI
  return { range, elevation: (Math.asin(z / range) * 180) / Math.PI, azimuth: azimuth < 0 ? azimuth + 360 : azimuth }
}
