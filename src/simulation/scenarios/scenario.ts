import type { Route } from '../../common/map/route.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import type { LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { PathFollowerStart } from '../traffic/path-follower.ts'
import type { PedestrianStart } from '../traffic/pedestrian.ts'
import type { StaticObject } from '../world/world.ts'

/** What is drawn anew for every seed, uniformly. */
interface ParameterRange {
  readonly low: number
  readonly high: number
  readonly unit: string
}

/** Where and before whom a scenario is played. */
export interface Stage {
  readonly route: Route
  /** m along the route: where the ego car's front starts, and about where the conflict shall be. */
  readonly egoStart: number
  readonly anchor: number
  readonly random: Random
  /** A number that nobody else has. */
  readonly nextId: () => number
}

export interface StagedActors {
  readonly vehicles?: readonly LaneVehicleStart[]
  readonly pedestrians?: readonly PedestrianStart[]
  readonly others?: readonly PathFollowerStart[]
  readonly statics?: readonly StaticObject[]
  /** s by which all signals run later than the world's map has them. */
  readonly signalDelay?: number
}

/**
 * Something that happens to the ego car: a name, what is drawn, and how it is put on the stage. A new one is a file beside
 * these and a line in scenario-table.ts.
 */
export interface Scenario<Name extends string = string> {
  readonly name: string
  readonly description: string
  readonly parameters: Readonly<Record<Name, ParameterRange>>
  /** null where the stage has no place for it: no second lane, say. */
  play(stage: Stage, value: Readonly<Record<Name, number>>): StagedActors | null
}

/** Draws the parameters in the order in which they are named. */
function drawParameters<Name extends string>(scenario: Scenario<Name>, random: Random): Record<Name, number> {
  const drawn: Partial<Record<Name, number>> = {}
  for (const name in scenario.parameters) {
    const { low, high } = scenario.parameters[name]
    drawn[name] = random.between(low, high)
  }
  return drawn as Record<Name, number>
}

/** For tables of scenarios of different parameters. */
export interface AnyScenario {
  readonly name: string
  readonly description: string
  readonly parameters: Readonly<Record<string, ParameterRange>>
  /** `fixed`: values that are not drawn. */
  readonly stage: (stage: Stage, fixed?: Readonly<Record<string, number>>) => StagedActors | null
}

export function asEntry<Name extends string>(scenario: Scenario<Name>): AnyScenario {
  const { name, description, parameters } = scenario
  return {
    name,
    description,
    parameters,
    // Drawn all the same, so that fixing one value leaves the other draws as they were.
    stage: (stage, fixed = {}) => scenario.play(stage, { ...drawParameters(scenario, stage.random), ...fixed }),
  }
}
