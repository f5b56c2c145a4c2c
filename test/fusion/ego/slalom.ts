import { DEFAULT_EGO_NOISE, type EgoConfig } from '../../../fusion/ego/ego-config.ts'
import { observeEgo } from '../../../fusion/ego/ego-filter.ts'
import { createEgoState, type EgoFilterState } from '../../../fusion/ego/ego-filter-state.ts'
import type { GnssObservation, Observation } from '../../../src/core/observations.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { createSyntheticDrive, FAULTLESS, type Manoeuvre, SYNTHETIC_GEOMETRY } from './synthetic-drive.ts'

export const SYNTHETIC_CONFIG: EgoConfig = { ...DEFAULT_EGO_NOISE, geometry: SYNTHETIC_GEOMETRY }

/** 45 s of slalom whose speed swings, with a wheel scale and a gyro bias to find. */
export const SLALOM: Manoeuvre = {
  seconds: 45,
  startSpeed: 12,
  startYaw: 1,
  acceleration: (t) => 1.5 * Math.cos((2 * Math.PI * t) / 12),
  yawRate: (t) => 0.2 * Math.sin((2 * Math.PI * t) / 6),
}
export const { observations: SLALOM_OBSERVATIONS, truth: SLALOM_TRUTH } = createSyntheticDrive(
  SLALOM,
  { ...FAULTLESS, wheelScale: 1.01, gyroBias: 0.004 },
  3,
)

export const isFix = (observation: Observation): observation is GnssObservation => observation.kind === 'gnss'

/** The filter after the observations, a fresh one unless given, and what it said on the way. */
export function fold(observations: Iterable<Observation>, state: EgoFilterState = createEgoState(SYNTHETIC_CONFIG)) {
  const warnings: Warning[] = []
  for (const observation of observations) warnings.push(...observeEgo(state, observation))
  return { state, warnings, codes: new Set(warnings.map(({ code }) => code)) }
}
