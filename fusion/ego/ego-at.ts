import type { EgoState } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import { ALIGNMENT, type EgoFilterState, MEMORY } from './ego-filter-state.ts'
import { CALIBRATION, EGO, EGO_SIZE } from './ego-index.ts'
import { predictEgo } from './ego-prediction.ts'

const OUTPUT = [EGO.east, EGO.north, EGO.yaw, EGO.speed, EGO.yawRate] as const

/**
 * The ego at `stamp`, predicted from the last observation without changing the filter. A stamp before that observation
 * gets the state of the observation, under its own stamp: the past is the business of the window of states above.
 */
export function egoAt(state: EgoFilterState, stamp: Stamp): EgoState {
  const { memory } = state
  const last = memory[MEMORY.stamp]!
  if (last === NEVER || memory[MEMORY.hasSpeed] !== 1 || memory[MEMORY.hasYawRate] !== 1) return notYetValid(stamp)
  const { scratchX: x, scratchP: P } = state
  x.set(state.x)
  P.set(state.P)
  if (stamp > last) predictEgo(state, x, P, secondsBetween(last, stamp))
  return {
    stamp: Math.max(stamp, last),
    isValid: true,
    position: [x[EGO.east]!, x[EGO.north]!, x[EGO.up]!],
    origin: origin(state),
    yaw: x[EGO.yaw]!,
    speed: x[EGO.speed]!,
    yawRate: x[EGO.yawRate]!,
    acceleration: x[EGO.acceleration]!,
    frontWheelAngle: memory[MEMORY.frontWheelAngle]!,
    covariance: outputCovariance(P),
    calibration: calibration(x, P),
  }
}

function origin({ memory }: EgoFilterState): EgoState['origin'] {
  if (memory[MEMORY.alignment] !== ALIGNMENT.world) return null
  const at = MEMORY.anchor
  return { latitude: memory[at]!, longitude: memory[at + 1]!, altitude: memory[at + 2]! }
}

function outputCovariance(P: Float64Array): Float64Array {
  const n = OUTPUT.length
  const covariance = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) covariance[i * n + j] = P[OUTPUT[i]! * EGO_SIZE + OUTPUT[j]!]!
  }
  return covariance
}

function calibration(x: Float64Array, P: Float64Array): EgoState['calibration'] {
  return new Map(
    CALIBRATION.map((name) => {
      const i = EGO[name]
      return [name, { value: x[i]!, standardDeviation: Math.sqrt(P[i * EGO_SIZE + i]!) }]
    }),
  )
}

function notYetValid(stamp: Stamp): EgoState {
  return {
    stamp,
    isValid: false,
    position: [0, 0, 0],
    origin: null,
    yaw: 0,
    speed: 0,
    yawRate: 0,
    acceleration: 0,
    frontWheelAngle: 0,
    covariance: new Float64Array(OUTPUT.length ** 2),
    calibration: new Map(),
  }
}
