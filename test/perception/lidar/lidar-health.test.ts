import { describe, expect, it } from 'vitest'
import { LidarHealth } from '../../../perception/lidar/lidar-health.ts'
import { RADIANS_PER_DEGREE } from '../../../src/core/angle.ts'
import type { PointCloud } from '../../../src/core/messages.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'
import { sceneAt } from '../../../src/simulation/sensors/scripted-objects.ts'
import { findScriptedScene } from '../../../src/simulation/sensors/scripted-scenes.ts'
import type { SensorFault } from '../../../src/simulation/sensors/sensor-fault.ts'
import { WorldSensors } from '../../../src/simulation/sensors/world-sensors.ts'
import { EMPTY_MAP, randomBodies } from '../../simulation/sensors/lidar-world.ts'

/** Sweeps of the generic car among poles and traffic, 10 a second. */
function sweeps(seconds: number, faults: readonly SensorFault[] = []): PointCloud[] {
  const statics = randomBodies(3, 40).map((body, i) => ({ id: i + 1, kind: 'pole', bodies: [body] }) as const)
  const sensors = new WorldSensors({ seed: 2, world: { map: EMPTY_MAP, statics, ground: 'grass' }, faults })
  const clouds: PointCloud[] = []
  const end = stampFromSeconds(seconds)
  for (let stamp = sensors.nextStamp(0); stamp < end; stamp = sensors.nextStamp(stamp + 1)) {
    for (const { payload } of sensors.sense(sceneAt(findScriptedScene('dense'), stamp))) {
      if (payload.kind === 'points') clouds.push(payload)
    }
  }
  return clouds
}

/** A sweep of beams 2° apart, the lowest at -14°: as many returns of each as said, with noise that makes each another. */
function cloudOf(returns: readonly number[], turn: number): PointCloud {
  const points = returns.flatMap((count, ring) =>
    Array.from({ length: count }, (_, i) => ({
      ring,
      azimuth: (2 * Math.PI * i) / count,
      range: 10 + 0.01 * Math.sin(turn + i),
    })),
  )
  const slope = (ring: number) => Math.tan((2 * ring - 14) * RADIANS_PER_DEGREE)
  return {
    kind: 'points',
    sensor: 'roof',
    x: Float32Array.from(points, ({ azimuth, range }) => range * Math.cos(azimuth)),
    y: Float32Array.from(points, ({ azimuth, range }) => range * Math.sin(azimuth)),
    z: Float32Array.from(points, ({ ring, range }) => range * slope(ring)),
    intensity: null,
    ring: Uint16Array.from(points, ({ ring }) => ring),
    time: null,
  }
}

/** What is found in each of a number of sweeps. */
function judge(health: LidarHealth, sweepsOf: (turn: number) => readonly number[], from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => health.judge(cloudOf(sweepsOf(from + i), from + i)))
}

const FULL = Array.from({ length: 16 }, () => 300)
const without = (rings: readonly number[]) => FULL.map((count, ring) => (rings.includes(ring) ? 0 : count))

describe('beams of a lidar that die', () => {
  it('are found within a second, by number, in the sweeps of the simulated car, and found well again after', () => {
    const [from, to] = [stampFromSeconds(1), stampFromSeconds(3)]
    const fault = { kind: 'dead-beams', sensor: 'lidar/roof', from, to, rings: [0, 10, 11, 40] } as const
    const health = new LidarHealth()
    const found = sweeps(3.6, [fault]).map((cloud) => health.judge(cloud))
    expect(found).toHaveLength(35)
    expect(found.slice(0, 9).every((one) => one === null)).toBe(true)
    expect(found[20]).toMatchObject({ fault: 'dead-beams', detail: expect.stringMatching(/none of ring 10, 11, 40$/) })
    expect(found.slice(20, 28).every((one) => one?.fault === 'dead-beams')).toBe(true)
    expect(found.slice(31).every((one) => one === null)).toBe(true)
  })

  it('are found also where they never lived, between living ones', () => {
    const health = new LidarHealth()
    const found = judge(health, () => without([5]), 0, 12)
    expect(found[11]?.detail).toMatch(/none of ring 5$/)
  })

  it('are found at the lower edge, and in a row too long for neighbours, once their usual returns are known', () => {
    const health = new LidarHealth()
    expect(judge(health, () => FULL, 0, 30).every((one) => one === null)).toBe(true)
    const found = judge(health, () => without([0, 1]), 30, 45)
    expect(found.at(-1)?.detail).toMatch(/none of ring 0, 1$/)
  })

  it('are no alarm where they see the sky, or less and less of the scene', () => {
    const sky = FULL.map((count, ring) => (ring > 10 ? 0 : ring > 8 ? 20 : count))
    const health = new LidarHealth()
    expect(judge(health, () => sky, 0, 60).every((one) => one === null)).toBe(true)
    // Out of a street into the open: the upper beams lose the houses one after the other, first the top one.
    const leaving = (turn: number) => FULL.map((count, ring) => (ring > 16 - (turn - 60) / 10 ? 0 : count))
    expect(judge(health, () => FULL, 60, 100).every((one) => one === null)).toBe(true)
    expect(judge(health, leaving, 100, 150).every((one) => one === null)).toBe(true)
  })

  it('are no alarm for a sweep or two', () => {
    const health = new LidarHealth()
    const found = judge(health, (turn) => (turn % 8 < 2 ? without([4, 9]) : FULL), 0, 80)
    expect(found.every((one) => one === null)).toBe(true)
  })

  it('are not looked for where nobody tells the rings', () => {
    const health = new LidarHealth()
    for (let turn = 0; turn < 30; turn++)
      expect(health.judge({ ...cloudOf(without([5]), turn), ring: null })).toBeNull()
  })
})

describe('a lidar', () => {
  it('that sends the same sweep again and again is frozen, until another one comes', () => {
    const health = new LidarHealth()
    expect(judge(health, () => FULL, 0, 5).every((one) => one === null)).toBe(true)
    const same = Array.from({ length: 4 }, () => health.judge(cloudOf(FULL, 5)))
    expect(same.map((one) => one?.fault ?? null)).toEqual([null, null, 'frozen', 'frozen'])
    expect(same[3]!.detail).toBe('expected another sweep each turn, found the same one 4 times on end')
    expect(health.judge(cloudOf(FULL, 6))).toBeNull()
  })

  it('that gives next to no echoes is blinded, from the third sweep on', () => {
    const health = new LidarHealth()
    judge(health, () => FULL, 0, 20)
    const blind = judge(health, (turn) => FULL.map((_, ring) => (ring === 3 ? turn % 3 : 0)), 20, 26)
    expect(blind.map((one) => one?.fault ?? null)).toEqual([null, null, 'blinded', 'blinded', 'blinded', 'blinded'])
    expect(blind[3]!.detail).toMatch(/^expected about \d+ points as usual, found \d$/)
    expect(health.judge(cloudOf(FULL, 30))).toBeNull()
  })
})
