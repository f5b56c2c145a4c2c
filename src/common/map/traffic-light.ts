import type { LightState, TrafficLight } from './lane-map.ts'

/** What a signal shows at `time`, s since the drive's origin; `unknown` without a plan. */
export function lightState(light: TrafficLight, time: number): LightState {
  let rest = timeInCycle(light, time)
  for (const { state, duration } of light.phases) {
    if (rest < duration) return state
    rest -= duration
  }
  // Rounding can leave a rest of the last phase's length.
  return light.phases.at(-1)?.state ?? 'unknown'
}

/** s from `time` until the signal next changes what it shows; infinite without a plan or with a single phase. */
export function timeToLightChange(light: TrafficLight, time: number): number {
  if (light.phases.length < 2) return Number.POSITIVE_INFINITY
  let rest = timeInCycle(light, time)
  for (const { duration } of light.phases) {
    if (rest < duration) return duration - rest
    rest -= duration
  }
  return 0
}

/** Whether the junction behind the stop line must not be entered: red, and red with amber. */
export function isStopState(state: LightState): boolean {
  return state === 'red' || state === 'red-amber'
}

/** Length of the whole plan, s. */
export function cycleDuration(light: TrafficLight): number {
  let sum = 0
  for (const { duration } of light.phases) sum += duration
  return sum
}

function timeInCycle(light: TrafficLight, time: number): number {
  const cycle = cycleDuration(light)
  if (cycle <= 0) return 0
  const rest = (time - light.phasesBegin) % cycle
  return rest < 0 ? rest + cycle : rest
}
