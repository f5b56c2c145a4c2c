import { describe, expect, it } from 'vitest'
import { InteractingModels } from '../../../fusion/filters/interacting-models.ts'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import type { MeasurementModel } from '../../../fusion/filters/measurement-model.ts'
import { modelStatesLength, viewModelStates } from '../../../fusion/filters/model-states.ts'
import { predictExtended } from '../../../fusion/filters/predict.ts'
import { updateGated } from '../../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../../fusion/filters/workspace.ts'
import { ConstantVelocity } from '../../../fusion/models/constant-velocity.ts'
import { ConstantTurnRateAndAcceleration } from '../../../fusion/models/ctra.ts'
import { CTRA, CTRA_ANGLES, CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { StandingStill } from '../../../fusion/models/standing-still.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { createMatrix } from '../../../src/core/matrix.ts'
import { expectClose, isSymmetricPositive } from './matrices.ts'

const yawRate = { time: 0.5, deviation: 0.1 }
const acceleration = { time: 0.5, deviation: 0.5 }
const driving = new ConstantVelocity({ accelerationDensity: 0.3, yawRateDensity: 0.002, yawRate, acceleration })
const turning = new ConstantTurnRateAndAcceleration({ jerkDensity: 5, yawAccelerationDensity: 0.2 })
const standing = new StandingStill({
  positionDensity: 0.001,
  yawDensity: 0.0005,
  speed: { time: 0.3, deviation: 0.05 },
  yawRate,
  acceleration,
})
const MODELS = [driving, turning, standing]
const SWITCHING = { rate: 0.5, distribution: [0.4, 0.4, 0.2] }

/** Position and yaw with 0.15 m and 0.05 rad. */
class Pose implements MeasurementModel {
  readonly maximalSize = 3
  readonly z = new Float64Array(3)

  linearize(out: Measurement, x: Float64Array): void {
    out.size = 3
    out.residual[0] = this.z[0]! - x[CTRA.x]!
    out.residual[1] = this.z[1]! - x[CTRA.y]!
    out.residual[2] = angleDifference(this.z[2]!, x[CTRA.yaw]!)
    out.jacobian.fill(0)
    out.covariance.set([0.0225, 0, 0, 0, 0.0225, 0, 0, 0, 0.0025])
    for (let i = 0; i < 3; i++) out.jacobian[i * CTRA_SIZE + i] = 1
  }
}

function start(models = MODELS, switching = SWITCHING, speed = 8, yaw = 0) {
  const bank = new InteractingModels(models, switching, CTRA_ANGLES, 3)
  const store = new Float64Array(modelStatesLength(models.length, CTRA_SIZE))
  const states = viewModelStates(store, 0, models.length, CTRA_SIZE)
  const x = Float64Array.of(0, 0, yaw, speed, 0, 0)
  const P = createMatrix(CTRA_SIZE)
  ;[0.1, 0.1, 0.01, 1, 0.04, 1].forEach((variance, i) => {
    P[i * 7] = variance
  })
  bank.initialize(states, x, P)
  return { bank, states, store, x, P }
}

/** Follows an object that moves by `motion` for 5 s and returns the models' probabilities, averaged over the last 3 s. */
function follow(speed: number, motion: (x: Float64Array, dt: number) => void): [number, number, number] {
  const { bank, states } = start(MODELS, SWITCHING, speed)
  const truth = Float64Array.of(0, 0, 0, speed, 0, 0)
  const random = new Random(9)
  const pose = new Pose()
  const mean = [0, 0, 0] as [number, number, number]
  for (let step = 0; step < 50; step++) {
    motion(truth, 0.1)
    bank.predict(states, 0.1)
    pose.z[0] = truth[CTRA.x]! + 0.15 * random.normal()
    pose.z[1] = truth[CTRA.y]! + 0.15 * random.normal()
    pose.z[2] = truth[CTRA.yaw]! + 0.05 * random.normal()
    bank.update(states, pose)
    if (step >= 20) for (let j = 0; j < 3; j++) mean[j]! += states.probabilities[j]! / 30
  }
  return mean
}

describe('interacting models', () => {
  it('with one model are that model', () => {
    const { bank, states, x, P } = start([turning], { rate: 1, distribution: [1] })
    const workspace = new FilterWorkspace(CTRA_SIZE, 3, CTRA_ANGLES)
    const measurement = new Measurement(CTRA_SIZE, 3)
    const pose = new Pose()
    for (let step = 0; step < 20; step++) {
      pose.z.set([step, 0.1 * step, 0.1])
      bank.predict(states, 0.1)
      predictExtended(x, P, turning, 0.1, workspace)
      pose.linearize(measurement, x)
      expect(bank.update(states, pose)).toBeCloseTo(updateGated(measurement, x, P, workspace), 9)
    }
    expectClose(states.means[0]!, x, 1e-9)
    expectClose(states.covariances[0]!, P, 1e-9)
    expect(states.probabilities[0]).toBeCloseTo(1, 12)
  })

  it('find out what the object does', () => {
    const stood = follow(0, () => {})
    expect(stood[2]).toBeGreaterThan(stood[0] + stood[1])
    const turned = follow(8, (x, dt) => {
      x[CTRA.yawRate] = 0.5
      turning.move(x, dt)
    })
    expect(turned[1]).toBeGreaterThan(0.8)
    const drove = follow(8, (x, dt) => driving.move(x, dt))
    expect(drove[0]).toBeGreaterThan(drove[1])
    expect(drove[2]).toBeLessThan(0.01)
  })

  it('switch as much in two short predicts as in one long', () => {
    const once = start()
    const twice = start()
    for (const { states } of [once, twice]) states.probabilities.set([0.9, 0.1, 0])
    once.bank.predict(once.states, 0.3)
    twice.bank.predict(twice.states, 0.1)
    twice.bank.predict(twice.states, 0.2)
    expectClose(twice.states.probabilities, once.states.probabilities, 1e-12)
    expect(once.states.probabilities[2]).toBeCloseTo(0.2 * (1 - Math.exp(-0.15)), 12)
  })

  it('stay finite with a model that nothing leads into', () => {
    const { bank, states, store } = start(MODELS, { rate: 0.5, distribution: [1, 0, 0] })
    const pose = new Pose()
    for (let step = 0; step < 10; step++) {
      bank.predict(states, 0.1)
      bank.update(states, pose)
    }
    expect(store.every(Number.isFinite)).toBe(true)
    expect([...states.probabilities]).toEqual([1, 0, 0])
  })

  it('do nothing at a step of zero', () => {
    const { bank, states, store } = start()
    bank.predict(states, 0.1)
    const before = store.slice()
    bank.predict(states, 0)
    expect(store).toEqual(before)
  })

  it('mix headings across the cut at ±π the short way round, and keep their covariance', () => {
    const { bank, states, x, P } = start(MODELS, SWITCHING, 8, Math.PI - 0.01)
    states.means[1]![CTRA.yaw] = -Math.PI + 0.01
    states.probabilities.set([0.5, 0.5, 0])
    bank.combine(states, x, P)
    expect(Math.abs(angleDifference(x[CTRA.yaw]!, Math.PI))).toBeLessThan(1e-9)
    expect(P[CTRA.yaw * 7]).toBeCloseTo(0.01 + 0.01 ** 2, 9)
    bank.predict(states, 0.1)
    for (const mean of states.means) expect(Math.abs(angleDifference(mean[CTRA.yaw]!, Math.PI))).toBeLessThan(0.02)
  })

  it('combine to the mean and covariance of the mixture', () => {
    const { bank, states, x, P } = start()
    states.probabilities.set([0.25, 0.75, 0])
    states.means[0]![CTRA.x] = 4
    bank.combine(states, x, P)
    expect(x[CTRA.x]).toBeCloseTo(1, 12)
    expect(P[0]).toBeCloseTo(0.1 + 0.25 * 9 + 0.75 * 1, 12)
    expect(isSymmetricPositive(P, CTRA_SIZE)).toBe(true)
  })

  it('refuse what no model explains, or what is not a number, and change nothing', () => {
    const { bank, states, store } = start()
    bank.predict(states, 0.1)
    const before = store.slice()
    const pose = new Pose()
    pose.z.set([100, 0, 0])
    expect(bank.update(states, pose, 16)).toBeGreaterThan(16)
    pose.z.fill(Number.NaN)
    expect(bank.update(states, pose)).toBeNaN()
    expect(store).toEqual(before)
  })

  it('go on from a copy of the store to the same bits', () => {
    const { bank, states, store } = start()
    const pose = new Pose()
    const go = () => {
      for (let step = 0; step < 5; step++) {
        bank.predict(states, 0.07)
        pose.z.set([0.5 * step, 0.02 * step, 0.01])
        bank.update(states, pose)
      }
      return store.slice()
    }
    const snapshot = store.slice()
    const first = go()
    store.set(snapshot)
    expect(go()).toEqual(first)
  })

  it('keep probabilities that sum to 1 and covariances symmetric positive over 1,000 steps of nonsense', () => {
    const { bank, states } = start()
    const random = new Random(12)
    const pose = new Pose()
    for (let step = 0; step < 1000; step++) {
      bank.predict(states, random.between(0.001, 0.5))
      pose.z.set([random.between(-50, 50), random.between(-50, 50), random.between(-3, 3)])
      bank.update(states, pose)
      const sum = states.probabilities.reduce((total, p) => total + p, 0)
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9)
      for (const P of states.covariances) expect(isSymmetricPositive(P, CTRA_SIZE)).toBe(true)
    }
  })

  it('refuse a wrong configuration with what was expected and found', () => {
    expect(() => new InteractingModels([driving], SWITCHING, CTRA_ANGLES, 3)).toThrow('expected 1 switching')
    const wrongSum = { rate: 1, distribution: [0.5, 0.4, 0.2] }
    expect(() => new InteractingModels(MODELS, wrongSum, CTRA_ANGLES, 3)).toThrow('that sum to 1')
  })
})
