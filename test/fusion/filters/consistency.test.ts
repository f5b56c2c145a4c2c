import { describe, expect, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { predictExtended, predictLinear } from '../../../fusion/filters/predict.ts'
import { UnscentedTransform } from '../../../fusion/filters/unscented.ts'
import { updateGated } from '../../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../../fusion/filters/workspace.ts'
import { ConstantTurnRateAndAcceleration } from '../../../fusion/models/ctra.ts'
import { CTRA_ANGLES, CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { GaussianVector } from '../../../src/common/random/gaussian-vector.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { createMatrix } from '../../../src/core/matrix.ts'
import { cartesianProblem } from './cartesian-problem.ts'
import {
  isWithinTenPercent,
  MATCHED,
  type Mismatch,
  meanRatios,
  normalizedError,
  perturb,
  RUNS,
  type Run,
  STEPS,
  shareInsideBand,
} from './monte-carlo.ts'
import { RoadScene, SENSOR_STEP, startOfObject } from './road-scene.ts'

const SEED = 20_000
const ALL = [0, 1, 2, 3, 4, 5]
const WRONG_BY_FOUR: [string, Mismatch][] = [
  ['measurement noise four times what is assumed', { process: 1, measurement: 4 }],
  ['measurement noise a quarter of what is assumed', { process: 1, measurement: 0.25 }],
  ['process noise four times what is assumed', { process: 4, measurement: 1 }],
  ['process noise a quarter of what is assumed', { process: 0.25, measurement: 1 }],
]

function linearRun(seed: number, mismatch: Mismatch): Run {
  const random = new Random(seed)
  const { x, P, F, Q, measurement } = cartesianProblem(3)
  const workspace = new FilterWorkspace(6, 3)
  const truth = x.slice()
  perturb(truth, P, random)
  const unused = createMatrix(6)
  const noise = new GaussianVector(measurement.covariance, 3)
  const drawn = new Float64Array(3)
  const nees: number[] = []
  const nis: number[] = []
  for (let step = 0; step < STEPS; step++) {
    predictLinear(truth, unused, F, Q, workspace)
    perturb(truth, Q, random, mismatch.process)
    predictLinear(x, P, F, Q, workspace)
    noise.draw(drawn, random)
    for (let i = 0; i < 3; i++) {
      let seen = Math.sqrt(mismatch.measurement) * drawn[i]!
      for (let k = 0; k < 6; k++) seen += measurement.jacobian[i * 6 + k]! * (truth[k]! - x[k]!)
      measurement.residual[i] = seen
    }
    nis.push(updateGated(measurement, x, P, workspace) / 3)
    nees.push(normalizedError(truth, x, P, ALL))
  }
  return { nees, nis, stateSize: 6 }
}

/** A turning car under CTRA, seen by lidar boxes and radar in turn. */
function roadRun(kind: 'extended' | 'unscented', seed: number, mismatch: Mismatch): Run {
  const random = new Random(seed)
  const model = new ConstantTurnRateAndAcceleration({ jerkDensity: 1, yawAccelerationDensity: 0.05 })
  const workspace = new FilterWorkspace(CTRA_SIZE, 4, CTRA_ANGLES)
  const transform = new UnscentedTransform(workspace)
  const measurement = new Measurement(CTRA_SIZE, 4)
  const scratch = new Measurement(CTRA_SIZE, 4)
  const scene = new RoadScene()
  const { x, P } = startOfObject()
  const truth = x.slice()
  perturb(truth, P, random)
  const Q = createMatrix(CTRA_SIZE)
  const nees: number[] = []
  const nis: number[] = []
  for (let step = 0; step < STEPS; step++) {
    model.noise(Q, truth, SENSOR_STEP)
    model.move(truth, SENSOR_STEP)
    perturb(truth, Q, random, mismatch.process)
    const seen = scene.observe(step, truth, random, mismatch.measurement, scratch)
    if (kind === 'extended') {
      predictExtended(x, P, model, SENSOR_STEP, workspace)
      seen.linearize(measurement, x)
    } else {
      expect(transform.predict(x, P, model, SENSOR_STEP)).toBe(true)
      expect(transform.linearize(measurement, seen, x, P)).toBe(true)
    }
    nis.push(updateGated(measurement, x, P, workspace) / measurement.size)
    nees.push(normalizedError(truth, x, P, ALL, CTRA_ANGLES))
  }
  return { nees, nis, stateSize: CTRA_SIZE }
}

function runs(one: (seed: number, mismatch: Mismatch) => Run, mismatch: Mismatch): Run[] {
  return Array.from({ length: RUNS }, (_, i) => one(SEED + i, mismatch))
}

describe('the linear filter over 200 runs of 50 steps', () => {
  it('has its averaged estimation error inside the 95 % band at 90 % of the steps or more', () => {
    expect(shareInsideBand(runs(linearRun, MATCHED))).toBeGreaterThanOrEqual(0.9)
  })

  it.each(WRONG_BY_FOUR)('fails that with %s', (_name, mismatch) => {
    expect(shareInsideBand(runs(linearRun, mismatch))).toBeLessThan(0.9)
  })
})

describe.each(['extended', 'unscented'] as const)('the %s filter over 200 runs of 50 steps', (kind) => {
  const one = (seed: number, mismatch: Mismatch) => roadRun(kind, seed, mismatch)

  it('has a mean estimation error and a mean innovation within 10 % of their dimensions', () => {
    const { nees, nis } = meanRatios(runs(one, MATCHED))
    expect(Math.abs(nees - 1)).toBeLessThanOrEqual(0.1)
    expect(Math.abs(nis - 1)).toBeLessThanOrEqual(0.1)
  })

  it.each(WRONG_BY_FOUR)('fails that with %s', (_name, mismatch) => {
    expect(isWithinTenPercent(runs(one, mismatch))).toBe(false)
  })
})
