import { describe, expect, it } from 'vitest'
import { EgoHistory } from '../../../src/common/manifest/ego-history.ts'
import type { EgoHistorySource } from '../../../src/common/manifest/manifest.ts'
import type { EgoState } from '../../../src/core/scene.ts'

const SOURCE: EgoHistorySource = { kind: 'ego-history', times: [1, 0.5, 0], values: ['speed', 'x', 'y', 'yaw'] }

/** On a circle of radius 20 m to the left at 10 m/s, from the world's origin to the north. */
function circling(seconds: number): EgoState {
  const turned = seconds / 2
  return {
    stamp: seconds * 1e9,
    isValid: true,
    position: [-20 + 20 * Math.cos(turned), 20 * Math.sin(turned), 0],
    origin: null,
    yaw: Math.PI / 2 + turned,
    speed: 10 + seconds,
    yawRate: 0.5,
    acceleration: 1,
    frontWheelAngle: Number.NaN,
    covariance: new Float64Array(25),
    calibration: new Map(),
  }
}

describe('the history of the car', () => {
  it('is told in the frame of the car now, oldest first', () => {
    const history = new EgoHistory(SOURCE)
    for (let i = 0; i <= 80; i++) history.add(circling(i / 20))
    const out = new Float32Array(12)
    expect(history.fill(out, SOURCE, 4e9)).toBe(true)
    for (const [row, ago] of SOURCE.times.entries()) {
      const [speed, x, y, yaw] = out.subarray(4 * row, 4 * row + 4)
      expect(speed).toBeCloseTo(14 - ago, 3)
      expect(x).toBeCloseTo(-20 * Math.sin(ago / 2), 2)
      expect(y).toBeCloseTo(20 - 20 * Math.cos(ago / 2), 2)
      expect(yaw).toBeCloseTo(-ago / 2, 4)
    }
  })

  it('interpolates between states, and repeats the first one before it', () => {
    const history = new EgoHistory(SOURCE)
    history.add(circling(1))
    history.add(circling(2))
    const out = new Float32Array(12)
    history.fill(out, SOURCE, 1.75e9)
    expect([out[0], out[4], out[8]]).toEqual([11, 11.25, 11.75])
  })

  it('knows nothing before the first valid state, and keeps no more than it needs', () => {
    const history = new EgoHistory(SOURCE)
    const out = new Float32Array(12)
    history.add({ ...circling(0), isValid: false })
    expect(history.fill(out, SOURCE, 0)).toBe(false)
    for (let i = 0; i < 10_000; i++) history.add(circling(i / 20))
    history.add(circling(1))
    expect(history.length).toBeLessThan(40)
  })

  it('gives a number where the car does not report its wheels', () => {
    const source: EgoHistorySource = {
      kind: 'ego-history',
      times: [0],
      values: ['front-wheel-angle', 'yaw-rate', 'acceleration'],
    }
    const history = new EgoHistory(source)
    history.add(circling(3))
    const out = new Float32Array(3)
    history.fill(out, source, 3e9)
    expect([...out]).toEqual([0, 0.5, 1])
  })
})
