import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { CameraBoxDetection } from '../../../src/core/observations.ts'
import { GENERIC_OBJECT_SENSORS } from '../../../src/simulation/sensors/object-sensor-setup.ts'
import { ObjectSensors } from '../../../src/simulation/sensors/object-sensors.ts'
import { box, moment } from './moments.ts'

const CYCLES = 800
const [forward, , up] = GENERIC_CAR.mountings['camera/front']!.position

function boxesOf(camera: string, objects: Parameters<typeof moment>[0]): CameraBoxDetection[] {
  const setup = GENERIC_OBJECT_SENSORS.filter(({ sensor }) => sensor === camera)
  const sensors = new ObjectSensors({ seed: 21, sensors: setup })
  return Array.from({ length: CYCLES }, (_, i) => {
    const { observation } = sensors.sense(moment(objects, 5e7 + i * 1e8))[0]!
    return observation.kind === 'camera-boxes' ? observation.boxes.filter(({ score }) => score > 0.7) : []
  }).flat()
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

describe("the cameras' boxes", () => {
  it('point at the object, and their lower edge at where it stands', () => {
    // The car's rear is 20 m ahead of the camera.
    const found = boxesOf('camera/front', [box(1, forward + 20 + 2.3, 3)])
    const sigma = found[0]!.groundContactStandardDeviation
    const tolerance = (4 * sigma) / Math.sqrt(found.length)
    expect(found.length).toBeGreaterThan(0.5 * CYCLES)
    const right = Math.atan2(3 - 0.95, 24.6)
    const left = Math.atan2(3 + 0.95, 20)
    expect(Math.abs(mean(found.map(({ bearing }) => bearing)) - (left + right) / 2)).toBeLessThan(tolerance)
    const near = Math.hypot(20, 3 - 0.95)
    const contact = Math.atan2(up, near)
    expect(Math.abs(mean(found.map(({ groundContact }) => groundContact)) - contact)).toBeLessThan(tolerance)
    const height = contact + Math.atan2(1.6 - up, near)
    expect(Math.abs(mean(found.map(({ apparentHeight }) => apparentHeight)) - height)).toBeLessThan(2 * tolerance)
    const spread = Math.sqrt(mean(found.map(({ groundContact }) => (groundContact - contact) ** 2)))
    expect(spread / sigma).toBeGreaterThan(0.85)
    expect(spread / sigma).toBeLessThan(1.15)
  })

  it('say nothing of edges that the image cuts off, and nothing of objects outside', () => {
    const close = boxesOf('camera/front', [box(1, forward + 3 + 2.3, 0)])
    expect(close.length).toBeGreaterThan(0.5 * CYCLES)
    for (const { bearing, groundContact, apparentHeight } of close) {
      expect(Math.abs(bearing)).toBeLessThan(0.2)
      expect([groundContact, apparentHeight]).toEqual([Number.NaN, Number.NaN])
    }
    expect(boxesOf('camera/front', [box(1, 5, 20)]).length).toBeLessThan(0.05 * CYCLES)
    expect(boxesOf('camera/front-left', [box(1, 5, 20)]).length).toBeGreaterThan(0.5 * CYCLES)
  })
})
