import { describe, expect, it } from 'vitest'
import { angleDifference } from '../../../src/core/angle.ts'
import { cholesky, choleskySolve } from '../../../src/core/matrix.ts'
import type { BoxObservation } from '../../../src/core/observations.ts'
import { ObjectSensors } from '../../../src/simulation/sensors/object-sensors.ts'
import { SENSOR_SHEETS } from '../../../src/simulation/sensors/sensor-data-sheets.ts'
import { box, moment, STANDING_EGO } from './moments.ts'

const SHEET = SENSOR_SHEETS['roof-lidar-boxes']
const LIDAR = [{ sensor: 'lidar/roof', sheet: 'roof-lidar-boxes', phase: 0 }] as const
const CYCLES = 1000
const EGO = { ...STANDING_EGO, position: [100, 50, 0], yaw: 0.7 } as const

/** Cycles of the lidar with these objects around a standing car. */
function cycles(objects: Parameters<typeof moment>[0]): BoxObservation[] {
  const sensors = new ObjectSensors({ seed: 11, sensors: LIDAR })
  return Array.from({ length: CYCLES }, (_, i) => sensors.sense(moment(objects, i * 1e8, EGO))[0]!.observation).filter(
    (observation) => observation.kind === 'boxes',
  )
}

/** Ego frame to world. */
function ahead(forward: number, left: number): [number, number] {
  const [cos, sin] = [Math.cos(EGO.yaw), Math.sin(EGO.yaw)]
  return [EGO.position[0] + cos * forward - sin * left, EGO.position[1] + sin * forward + cos * left]
}

describe("the lidar's boxes", () => {
  it('lie where the object is, within the covariance that they claim', () => {
    const [x, y] = ahead(31.2, 8)
    let count = 0
    let sum = 0
    const mean = new Float64Array(3)
    for (const { boxes } of cycles([box(1, x, y, [4.6, 1.9, 1.6], { yaw: 1.9 })])) {
      for (const found of boxes) {
        // In the sensor's frame, at x = 1.2 m, z = 1.8 m.
        const error = Float64Array.of(
          found.position[0] - 30,
          found.position[1] - 8,
          found.position[2] + 1,
          angleDifference(found.yaw, 1.9 - EGO.yaw),
        )
        if (Math.hypot(error[0]!, error[1]!) > 3 || Math.abs(error[3]!) > 1) continue
        const factor = new Float64Array(16)
        const solved = error.slice()
        expect(cholesky(factor, found.covariance!, 4)).toBe(true)
        choleskySolve(factor, solved, 4)
        sum += error.reduce((total, value, i) => total + value * solved[i]!, 0)
        for (let i = 0; i < 3; i++) mean[i] = mean[i]! + error[i]!
        count++
      }
    }
    expect(count / CYCLES).toBeGreaterThan(0.9)
    // Mean of `count` chi-square numbers of 4 degrees: standard deviation √(8 / count).
    expect(Math.abs(sum / count - 4)).toBeLessThan(4 * Math.sqrt(8 / count))
    for (const value of mean) expect(Math.abs(value / count)).toBeLessThan(0.03)
  })

  it('find what is full of points nearly always, what is far rarely, what is hidden never', () => {
    const count = (objects: Parameters<typeof moment>[0], x: number, y: number) =>
      cycles(objects).filter(({ boxes }) =>
        boxes.some(({ position, score }) => Math.hypot(position[0] - x, position[1] - y) < 2 && score >= 0.5),
      ).length / CYCLES
    const near = ahead(21.2, 0)
    const far = ahead(106.2, 0)
    expect(count([box(1, ...near)], 20, 0)).toBeCloseTo(SHEET.detectionProbability, 1)
    const pedestrian = box(1, ...far, [0.6, 0.6, 1.7], { class: 'pedestrian' })
    expect(count([pedestrian], 105, 0)).toBeLessThan(0.3)
    const wall = box(2, ...near, [2, 6, 4], { yaw: EGO.yaw })
    const behind = ahead(30, 0)
    expect(count([box(1, ...behind, [0.6, 0.6, 1.7], { class: 'pedestrian' }), wall], 28.8, 0)).toBeLessThan(0.01)
  })

  it('have false alarms at the rate of the sheet and sizes near the true ones', () => {
    const empty = cycles([]).reduce((sum, { boxes }) => sum + boxes.length, 0) / CYCLES
    expect(Math.abs(empty - SHEET.falseAlarms)).toBeLessThan(4 * Math.sqrt(SHEET.falseAlarms / CYCLES))
    const [x, y] = ahead(15, 0)
    const lengths = cycles([box(1, x, y)]).flatMap(({ boxes }) => boxes.map(({ size }) => size[0]))
    const mean = lengths.reduce((a, b) => a + b) / lengths.length
    expect(mean).toBeGreaterThan(4.3)
    expect(mean).toBeLessThan(4.7)
  })
})
