import { describe, expect, it } from 'vitest'
import { TrajectoryDriftMeter } from '../../../planning/quantize/trajectory-drift.ts'
import type { TrajectoryScores } from '../../../src/common/manifest/decoders/trajectory-scores.ts'

function choosing(trajectory: number, at1: number, at4: number): TrajectoryScores {
  const point = (time: number, x: number) => ({ time, x, y: 0, yaw: 0, speed: null })
  return { kind: 'trajectory-scores', ranked: [{ trajectory, score: 0, points: [point(1, at1), point(4, at4)] }] }
}

describe('the drift of plans', () => {
  it('is how far apart both networks’ best trajectories are after one and four seconds', () => {
    const meter = new TrajectoryDriftMeter()
    for (let i = 0; i < 199; i++) meter.add(choosing(3, 5, 20), choosing(3, 5.01, 20.1))
    meter.add(choosing(3, 5, 20), choosing(4, 8, 30))
    const { same_choice, p99_1s_m, p99_4s_m } = meter.result()
    expect(same_choice).toBe(0.995)
    expect(p99_1s_m).toBeCloseTo(0.01, 10)
    expect(p99_4s_m).toBeCloseTo(0.1, 10)
    for (let i = 0; i < 4; i++) meter.add(choosing(3, 5, 20), choosing(4, 8, 30))
    expect(meter.result().p99_4s_m).toBeCloseTo(10, 10)
  })

  it('leaves frames out on which one of them has no plan', () => {
    const meter = new TrajectoryDriftMeter()
    meter.add({ kind: 'trajectory-scores', ranked: [] }, choosing(3, 5, 20))
    expect(meter.result()).toEqual({ same_choice: 1, p99_1s_m: null, p99_4s_m: null })
  })
})
