import { describe, expect, it } from 'vitest'
import { DriveSampler, isExposedForSample } from '../../src/cli/collect-sampler.ts'
import type { UnsteadyDriving } from '../../src/cli/unsteady-driving.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import { stampFromSeconds } from '../../src/core/time.ts'
import { SimulatedWorld } from '../../src/simulation/closed-loop/simulated-world.ts'
import { truthScene } from '../../src/simulation/closed-loop/truth-scene.ts'
import { buildEpisode } from '../../src/simulation/scenarios/build-episode.ts'

/** Plans straight on at `speed` until `end` s; counts its plans in its state. */
function straightOn(name: string, speed: number, end = 4): Planner<number> {
  const points = end > 0 ? straightOnPoints(speed, end) : []
  return {
    name,
    initialState: () => 0,
    plan: (state, _scene, stamp) => ({
      state: state + 1,
      output: { stamp, planner: name, points, reason: '' } satisfies Trajectory,
      warnings: NO_WARNINGS,
    }),
  }
}

function straightOnPoints(speed: number, end: number): readonly TrajectoryPoint[] {
  const at = (time: number) => ({ time, x: speed * time, y: 0, yaw: 0, speed, acceleration: 0, curvature: 0 })
  return [at(0), at(end)]
}

/** The stamps of plans: those of recorded states. */
const planStamp = (i: number) => stampFromSeconds(0.01 + 0.1 * i)

async function drive(
  driver: Planner | null,
  plans: number,
  expert: Planner = straightOn('expert', 5),
  unsteady: UnsteadyDriving | null = null,
) {
  const world = new SimulatedWorld(buildEpisode({ seed: 3 }))
  const sampler = new DriveSampler({ expert, driver, unsteady, world, vehicle: GENERIC_CAR })
  const scene = truthScene(world)
  const drove: string[] = []
  const speeds: number[] = []
  let state = sampler.initialState()
  for (let i = 0; i < plans; i++) {
    const result = await sampler.plan(state, { ...scene, ego: { ...scene.ego, stamp: planStamp(i) } }, planStamp(i))
    state = result.state
    drove.push(result.output.planner)
    speeds.push(result.output.points.at(-1)?.speed ?? Number.NaN)
  }
  return { sampler, drove, speeds, state }
}

describe('a drive that is sampled', () => {
  it('is the expert’s where nobody else is asked, and tells what it planned', async () => {
    const { sampler, drove } = await drive(null, 31)
    expect(new Set(drove)).toEqual(new Set(['expert']))
    expect(sampler.samples.map(({ state }) => state)).toEqual([10, 15, 20, 25, 30])
    for (const { advice } of sampler.samples) expect(advice![21]).toBeCloseTo(20, 5)
  })

  it('is unsteady for six of ten seconds, and tells what was planned', async () => {
    const stopping = { disturb: (plan: Trajectory) => ({ ...plan, points: straightOnPoints(1, 4) }) }
    const { sampler, speeds } = await drive(null, 200, straightOn('expert', 5), stopping as unknown as UnsteadyDriving)
    expect(speeds.slice(0, 60)).toEqual(Array(60).fill(1))
    expect(speeds.slice(60, 100)).toEqual(Array(40).fill(5))
    for (const { advice } of sampler.samples) expect(advice![21]).toBeCloseTo(20, 5)
  })

  it('is another’s for six of ten seconds, with what the expert would have driven', async () => {
    const { sampler, drove, state } = await drive(straightOn('other', 9), 200)
    expect(drove.filter((name) => name === 'expert')).toHaveLength(80)
    expect(drove.slice(0, 60)).toEqual(Array(60).fill('other'))
    expect(drove.slice(60, 100)).toEqual(Array(40).fill('expert'))
    for (const { advice } of sampler.samples) {
      expect([...advice!.subarray(0, 3)]).toEqual([2.5, 0, 0])
      expect(advice![21]).toBeCloseTo(20, 5)
    }
    // Both plan all the time: whoever takes over has seen what went before.
    expect(state).toEqual({ expert: 200, driver: 200 })
  })

  it('is the expert’s while the other has no plan, and says nothing of what it would drive after its plan', async () => {
    const { sampler, drove } = await drive(straightOn('other', 9, 0), 31, straightOn('expert', 5, 3))
    expect(new Set(drove)).toEqual(new Set(['expert']))
    expect(sampler.samples.length).toBeGreaterThan(0)
    expect(sampler.samples.every(({ advice }) => advice === null)).toBe(true)
  })

  it('needs the cameras’ last two exposures before each sample', () => {
    const exposures = Array.from({ length: 15 }, (_, i) => 0.05 + 0.1 * i)
    const kept = exposures.filter((time) => isExposedForSample(stampFromSeconds(time)))
    expect(kept.map((time) => time.toFixed(2))).toEqual(['0.35', '0.45', '0.85', '0.95', '1.35', '1.45'])
  })
})
