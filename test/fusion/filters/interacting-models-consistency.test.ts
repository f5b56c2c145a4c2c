import { describe, expect, it } from 'vitest'
import { InteractingModels } from '../../../fusion/filters/interacting-models.ts'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { modelStatesLength, viewModelStates } from '../../../fusion/filters/model-states.ts'
import { ConstantVelocity } from '../../../fusion/models/constant-velocity.ts'
import { ConstantTurnRateAndAcceleration } from '../../../fusion/models/ctra.ts'
import { CTRA, CTRA_ANGLES, CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { StandingStill } from '../../../fusion/models/standing-still.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { chiSquareQuantile } from '../../../src/common/statistics/chi-square.ts'
import { createMatrix } from '../../../src/core/matrix.ts'
import { MATCHED, type Mismatch, normalizedError, perturb, RUNS, STEPS } from './monte-carlo.ts'
import { RoadScene, SENSOR_STEP, startOfObject } from './road-scene.ts'

const YAW_RATE = { time: 0.5, deviation: 0.15 }
const ACCELERATION = { time: 0.5, deviation: 1 }
const MODELS = [
  new ConstantVelocity({
    accelerationDensity: 0.2,
    yawRateDensity: 0.001,
    yawRate: YAW_RATE,
    acceleration: ACCELERATION,
  }),
  new ConstantTurnRateAndAcceleration({ jerkDensity: 2, yawAccelerationDensity: 0.05 }),
  new StandingStill({
    positionDensity: 0.002,
    yawDensity: 0.0005,
    speed: { time: 0.3, deviation: 0.1 },
    yawRate: YAW_RATE,
    acceleration: ACCELERATION,
  }),
]
const SEED = 20_000
const SWITCHING = { rate: 0.5, distribution: [0.5, 0.45, 0.05] }

/** Share of the steps of all runs at which the 95 % ellipse of the position holds the truth. */
function coverage(mismatch: Mismatch, elements: readonly number[]): number {
  const limit = chiSquareQuantile(0.95, elements.length)
  let inside = 0
  for (let run = 0; run < RUNS; run++) {
    const random = new Random(SEED + run)
    const scene = new RoadScene()
    const scratch = new Measurement(CTRA_SIZE, 4)
    const bank = new InteractingModels(MODELS, SWITCHING, CTRA_ANGLES, 4)
    const states = viewModelStates(new Float64Array(modelStatesLength(3, CTRA_SIZE)), 0, 3, CTRA_SIZE)
    const { x, P } = startOfObject()
    bank.initialize(states, x, P)
    const truth = x.slice()
    perturb(truth, P, random)
    const Q = createMatrix(CTRA_SIZE)
    let model = MODELS[draw(SWITCHING.distribution, random)]!
    for (let step = 0; step < STEPS; step++) {
      if (random.uniform() > Math.exp(-SWITCHING.rate * SENSOR_STEP))
        model = MODELS[draw(SWITCHING.distribution, random)]!
      model.noise(Q, truth, SENSOR_STEP)
      model.move(truth, SENSOR_STEP)
      perturb(truth, Q, random, mismatch.process)
      bank.predict(states, SENSOR_STEP)
      bank.update(states, scene.observe(step, truth, random, mismatch.measurement, scratch))
      bank.combine(states, x, P)
      if (normalizedError(truth, x, P, elements, CTRA_ANGLES) <= limit) inside++
    }
  }
  return inside / (RUNS * STEPS)
}

function draw(distribution: readonly number[], random: Random): number {
  let rest = random.uniform()
  for (let i = 0; i < distribution.length; i++) if ((rest -= distribution[i]!) < 0) return i
  return distribution.length - 1
}

const POSITION = [CTRA.x, CTRA.y]
const WHOLE_STATE = [0, 1, 2, 3, 4, 5]

describe('interacting models over 200 runs of 50 steps, the object changing between driving, turning and standing', () => {
  it.each([
    { name: 'position', elements: POSITION },
    { name: 'whole state', elements: WHOLE_STATE },
  ])('hold the truth in the ellipse of 95 % of the $name at 90 to 99 % of the steps', ({ elements }) => {
    const share = coverage(MATCHED, elements)
    expect(share).toBeGreaterThanOrEqual(0.9)
    expect(share).toBeLessThanOrEqual(0.99)
  })

  it('fail that with measurement noise four times what is assumed', () => {
    expect(coverage({ process: 1, measurement: 4 }, POSITION)).toBeLessThan(0.9)
  })

  it('fail that in the whole state with process noise four times what is assumed', () => {
    expect(coverage({ process: 4, measurement: 1 }, WHOLE_STATE)).toBeLessThan(0.9)
  })

  it('fail that with measurement noise a quarter of what is assumed', () => {
    expect(coverage({ process: 1, measurement: 0.25 }, POSITION)).toBeGreaterThan(0.99)
  })
})
