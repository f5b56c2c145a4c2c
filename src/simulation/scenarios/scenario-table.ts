import { InputError } from '../../core/errors.ts'
import { CUT_IN, MERGING_TRUCK } from './cut-in.ts'
import { LEAD_BRAKING } from './lead-braking.ts'
import { HIDDEN_PEDESTRIAN, PEDESTRIAN_CROSSING } from './people.ts'
import { PRIORITY_CAR } from './priority-car.ts'
import { RED_LIGHT } from './red-light.ts'
import { ROAD_WORKS } from './road-works.ts'
import { type AnyScenario, asEntry } from './scenario.ts'
import { CUT_OUT, STALLED_CAR } from './standing-cars.ts'
import { WRONG_WAY_CYCLIST } from './wrong-way-cyclist.ts'

/** Everything that can happen to the ego car, by name. */
export const SCENARIOS: readonly AnyScenario[] = [
  asEntry(LEAD_BRAKING),
  asEntry(CUT_IN),
  asEntry(CUT_OUT),
  asEntry(PEDESTRIAN_CROSSING),
  asEntry(HIDDEN_PEDESTRIAN),
  asEntry(WRONG_WAY_CYCLIST),
  asEntry(MERGING_TRUCK),
  asEntry(STALLED_CAR),
  asEntry(ROAD_WORKS),
  asEntry(RED_LIGHT),
  asEntry(PRIORITY_CAR),
]

/** Throws InputError, naming the known ones. */
export function findScenario(name: string): AnyScenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name)
  if (found) return found
  throw new InputError(`expected a scenario (${SCENARIOS.map((one) => one.name).join(', ')}), found '${name}'`)
}
