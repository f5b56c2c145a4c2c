import type { LightPhase } from '../../common/map/lane-map.ts'
import type { Random } from '../../common/random/xoshiro.ts'

/** What the signals of one road at a junction show. */
export interface SignalGroup {
  readonly phases: readonly LightPhase[]
  readonly phasesBegin: number
}

/** s; amber for 50 km/h and the clearance after it, as German guidelines have them (RiLSA 2015, 2.4). */
const AMBER = 3
const ALL_RED = 2
const RED_AMBER = 1
/** s; short enough that a route of 30-40 s meets changes. */
const GREEN = [8, 16] as const

/** Plans of two crossing roads that are never open at once. */
export function twoPhasePlan(random: Random): readonly [SignalGroup, SignalGroup] {
  const greens = [random.between(...GREEN), random.between(...GREEN)] as const
  const first = RED_AMBER + greens[0] + AMBER + ALL_RED
  const second = RED_AMBER + greens[1] + AMBER + ALL_RED
  const begin = -random.between(0, first + second)
  const group = (green: number, other: number, phasesBegin: number): SignalGroup => ({
    phases: [
      { state: 'red-amber', duration: RED_AMBER },
      { state: 'green', duration: green },
      { state: 'amber', duration: AMBER },
      { state: 'red', duration: ALL_RED + other },
    ],
    phasesBegin,
  })
  return [group(greens[0], second, begin), group(greens[1], first, begin + first)]
}
