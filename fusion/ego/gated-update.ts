import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { correct, innovate } from '../filters/update.ts'
import type { SensorNoise } from './ego-config.ts'
import { EGO_CHANNELS, type EgoChannel, type EgoFilterState, MEMORY } from './ego-filter-state.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'
import { effectiveVariance } from './sensor-noise.ts'

/**
 * Which state element takes the blame, row by row, when a sensor has disagreed for so long that the state must be wrong:
 * it is made uncertain by the size of the disagreement.
 */
const BLAMED: Readonly<Record<EgoChannel, readonly number[]>> = {
  'wheel-speeds': [EGO.speed],
  steering: [EGO.steeringOffset],
  'yaw-rate': [EGO.yawRateBias],
  gyro: [EGO.gyroBias],
  accelerometer: [EGO.accelerationBias],
  'fix-position': [EGO.east, EGO.north, EGO.up],
  'fix-speed': [EGO.speed],
  'fix-course': [EGO.yaw],
  standstill: [EGO.speed, EGO.yawRate, EGO.acceleration],
}

/**
 * Applies the state's prepared measurement unless its squared normalised innovation is beyond the gate. Adds a warning
 * for a refusal, and another kind when refusals have lasted so long that the state gives way.
 */
export function updateGatedChannel(
  state: EgoFilterState,
  channel: EgoChannel,
  stamp: Stamp,
  warnings: Warning[],
): void {
  const { memory, measurement, x, P, workspace, config } = state
  const index = EGO_CHANNELS.indexOf(channel)
  const refusedSince = MEMORY.refusedSince + index
  let squared = innovate(measurement, P, workspace)
  state.innovations[index] = squared
  if (!(squared <= config.gate)) {
    const since = memory[refusedSince]!
    if (Number.isNaN(since)) memory[refusedSince] = stamp
    if (!(secondsBetween(since, stamp) > config.recoverAfter)) {
      warnings.push(refused(channel, stamp, squared, config.gate))
      return
    }
    warnings.push(recovered(channel, stamp, config.recoverAfter))
    blame(state, BLAMED[channel])
    squared = innovate(measurement, P, workspace)
    if (Number.isNaN(squared)) return
  }
  memory[refusedSince] = Number.NaN
  correct(measurement, x, P, workspace)
}

/** Variance for a sample of the channel by the time since its last one, and notes the stamp. */
export function channelVariance(state: EgoFilterState, channel: EgoChannel, noise: SensorNoise, stamp: Stamp): number {
  return effectiveVariance(noise, channelInterval(state, channel, stamp))
}

/** Seconds since the channel's last sample, and notes the stamp. */
export function channelInterval({ memory }: EgoFilterState, channel: EgoChannel, stamp: Stamp): number {
  const last = MEMORY.lastStamp + EGO_CHANNELS.indexOf(channel)
  const interval = secondsBetween(memory[last]!, stamp)
  memory[last] = stamp
  return interval
}

function blame({ P, measurement }: EgoFilterState, elements: readonly number[]): void {
  for (let row = 0; row < measurement.size; row++) {
    const i = elements[row]!
    P[i * EGO_SIZE + i] = P[i * EGO_SIZE + i]! + measurement.residual[row]! ** 2
  }
}

function refused(channel: EgoChannel, stamp: Stamp, squared: number, gate: number): Warning {
  const found = `expected a squared normalised innovation of at most ${gate}, found ${squared.toPrecision(4)}`
  return { code: `ego-${channel}-refused`, stamp, detail: `${channel} at ${seconds(stamp)}: ${found}` }
}

function recovered(channel: EgoChannel, stamp: Stamp, after: number): Warning {
  const detail = `${channel} at ${seconds(stamp)}: refused for more than ${after} s, the state gives way`
  return { code: `ego-${channel}-recovered`, stamp, detail }
}

const seconds = (stamp: Stamp) => `${(stamp / 1e9).toFixed(3)} s`
