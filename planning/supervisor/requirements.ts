import { TOPICS } from '../../src/core/topics.ts'
import type { Intervention } from '../contracts.ts'

/** What driving needs to be fresh, by sensor name in `scene.newest`; one of `sensors` is enough. */
export interface Requirement {
  readonly sensors: readonly string[]
  /** s */
  readonly maximalAge: number
  readonly intervention: Intervention
}

/** The ego state rests on these; position (GNSS), steering and acceleration are a gain, not a need. */
export const EGO_REQUIREMENTS: readonly Requirement[] = [
  { sensors: ['wheel-speeds'], maximalAge: ageOf('/can/BUS'), intervention: 'speed-stale' },
  { sensors: ['yaw-rate', 'imu'], maximalAge: ageOf('/can/BUS'), intervention: 'yaw-rate-stale' },
]

/** Sensors that see other road users, by the beginning of their names, with the s after which one is stale. */
export const OBJECT_SENSORS: readonly { readonly prefix: string; readonly maximalAge: number }[] = [
  { prefix: 'radar/', maximalAge: ageOf('/radar/NAME/scan') },
  { prefix: 'lidar/', maximalAge: ageOf('/lidar/NAME/points') },
  { prefix: 'camera/', maximalAge: ageOf('/camera/NAME/image') },
]

export function seesOthers(sensor: string): boolean {
  return OBJECT_SENSORS.some(({ prefix }) => sensor.startsWith(prefix))
}

/** The topic table's age, so that health and supervisor agree on what stale means. */
function ageOf(pattern: string): number {
  const age = TOPICS.find((entry) => entry.pattern === pattern)?.maximalAge
  if (age == null) throw new Error(`expected a maximal age for ${pattern} in the topic table, found none`)
  return age
}
