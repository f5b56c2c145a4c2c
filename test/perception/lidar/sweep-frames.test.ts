import { describe, expect, it } from 'vitest'
import { streetSweep } from '../../../bench/lidar-street.ts'
import { createPerception, perceive } from '../../../perception/perceive.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { Message, PointCloud } from '../../../src/core/messages.ts'
import type { SweepFrame } from '../../../src/core/observations.ts'

const [MOUNT_X, , MOUNT_Z] = GENERIC_CAR.mountings['lidar/roof']!.position
/** Before the sensor, which stands over the origin of the street. */
const CAR = { x: 15, y: 0, yaw: 0, length: 4.4, width: 1.8, height: 1.5 }
const SWEEP = streetSweep({ boxes: [CAR], slope: 0.05 }, MOUNT_Z, 1, 300)

const messageOf = (payload: PointCloud, sequence = 0): Message => {
  const stamp = 1e8 * sequence
  return { topic: '/lidar/roof/points', stamp, arrival: stamp, sequence, payload }
}

function sweepsOf(cloud: PointCloud, count = 1): SweepFrame[] {
  const state = createPerception(GENERIC_CAR, { frames: true })
  return Array.from({ length: count }, (_, i) => {
    const frame = perceive(state, messageOf(cloud, i), 0).output.find(({ kind }) => kind === 'sweep')
    if (frame?.kind !== 'sweep') throw new Error('expected a sweep')
    return frame
  })
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength)

describe('sweeps as frames', () => {
  it('are given only when asked for, beside the same boxes', () => {
    const plain = perceive(createPerception(GENERIC_CAR), messageOf(SWEEP), 0).output
    const both = perceive(createPerception(GENERIC_CAR, { frames: true }), messageOf(SWEEP), 0).output
    expect(plain.map(({ kind }) => kind)).toEqual(['boxes'])
    expect(both.map(({ kind }) => kind)).toEqual(['boxes', 'sweep'])
    expect(both[0]).toEqual(plain[0])
  })

  it('hold the points in the ego frame, with their height over a road that climbs', () => {
    const [frame] = sweepsOf(SWEEP)
    expect(frame!.count).toBeGreaterThan(5000)
    let [onCar, onRoad] = [0, 0]
    for (let i = 0; i < frame!.count; i++) {
      const x = frame!.x[i]! - MOUNT_X
      const isOnCar = Math.abs(x - 13) < 0.3 && Math.abs(frame!.y[i]!) < 0.9 && frame!.height[i]! > 0.4
      if (isOnCar) {
        onCar++
        expect(frame!.height[i]).toBeCloseTo(frame!.z[i]! - 0.05 * x, 0)
      } else if (x > 3 && x < 10 && Math.abs(frame!.y[i]!) < 2) {
        onRoad++
        expect(Math.abs(frame!.height[i]!)).toBeLessThan(0.15)
        expect(frame!.z[i]).toBeGreaterThan(0.1)
      }
    }
    expect(onCar).toBeGreaterThan(50)
    expect(onRoad).toBeGreaterThan(500)
  })

  it('scale intensity to 0..1 from bytes and from shares', () => {
    const intensity = SWEEP.intensity!
    const [fromBytes] = sweepsOf({ ...SWEEP, intensity: intensity.map(() => 51) })
    const [fromShares] = sweepsOf({ ...SWEEP, intensity: intensity.map(() => 0.2) })
    const [unknown] = sweepsOf({ ...SWEEP, intensity: null })
    expect(fromBytes!.intensity[7]).toBeCloseTo(0.2, 6)
    expect(fromShares!.intensity[7]).toBeCloseTo(0.2, 6)
    expect(unknown!.intensity[7]).toBe(0)
  })

  it('stay valid while they are one of the newest four', () => {
    const state = createPerception(GENERIC_CAR, { frames: true })
    const higher = (by: number) => ({ ...SWEEP, z: SWEEP.z.map((z) => z + by) })
    const frames = [0, 0.01, 0.02, 0.03].map((by, i) => {
      const frame = perceive(state, messageOf(higher(by), i), 0).output.find(({ kind }) => kind === 'sweep')
      if (frame?.kind !== 'sweep') throw new Error('expected a sweep')
      return { frame, kept: frame.z.slice() }
    })
    for (const { frame, kept } of frames) expect(Buffer.compare(bytesOf(frame.z), bytesOf(kept))).toBe(0)
    expect(frames[0]!.frame.z).not.toBe(frames[3]!.frame.z)
  })
})
