import { describe, expect, it } from 'vitest'
import { streetSweep } from '../../../bench/lidar-street.ts'
import { createLidarReader, noteMotion, observePoints } from '../../../perception/lidar/points.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { Message, PointCloud } from '../../../src/core/messages.ts'
import type { Observation } from '../../../src/core/observations.ts'
import type { Warning } from '../../../src/core/warning.ts'

const CAR = { x: -14, y: 3, yaw: 0, length: 4.4, width: 1.8, height: 1.5 }
const { position } = GENERIC_CAR.mountings['lidar/roof']!

/** Cast from over the ego frame's origin; the roof lidar sits before it. */
const SWEEP = streetSweep({ boxes: [CAR], speed: 20 }, position[2], 1, 900)

function observe(cloud: PointCloud, stamp: number, before: readonly Observation[] = []) {
  const reader = createLidarReader(GENERIC_CAR)
  noteMotion(reader, before)
  const observations: Observation[] = []
  const warnings: Warning[] = []
  const message: Message = { topic: '/lidar/roof/points', stamp, arrival: stamp, sequence: 7, payload: cloud }
  observePoints(reader, message, cloud, observations, warnings)
  return { observations, warnings }
}

const speed = (stamp: number, value: number): Observation => {
  const wheels = { frontLeft: value, frontRight: value, rearLeft: value, rearRight: value }
  return { kind: 'wheel-speeds', sensor: 'wheel-speeds', sequence: 0, stamp, ...wheels }
}

function carBehind(observations: readonly Observation[]): number {
  const [observation] = observations
  if (observation?.kind !== 'boxes') throw new Error('expected boxes')
  return Math.min(...observation.boxes.map((box) => Math.abs(box.position[0] - CAR.x)))
}

describe('lidar points', () => {
  it('become boxes of the mounted sensor, with the car’s own motion taken out', () => {
    const { observations, warnings } = observe(SWEEP, 1e9, [speed(0.99e9, 20)])
    expect(warnings).toEqual([])
    expect(observations[0]).toMatchObject({ kind: 'boxes', sensor: 'lidar/roof', stamp: 1e9, sequence: 7 })
    expect(carBehind(observations)).toBeLessThan(0.4)
  })

  it('are not moved by a speed that is too old', () => {
    expect(carBehind(observe(SWEEP, 10e9, [speed(1e9, 20)]).observations)).toBeGreaterThan(0.8)
  })

  it('without an object are an observation too', () => {
    const { observations } = observe(streetSweep({ boxes: [] }, position[2], 1, 300), 0)
    expect(observations).toMatchObject([{ kind: 'boxes', boxes: [] }])
  })

  it('of a sensor that is not mounted are refused with its name and the known ones', () => {
    const { observations, warnings } = observe({ ...SWEEP, sensor: 'bumper' }, 0)
    expect(observations).toEqual([])
    expect(warnings).toMatchObject([{ code: 'lidar-unknown' }])
    expect(warnings[0]!.detail).toMatch(/lidar\/roof.*found lidar\/bumper/)
  })
})
