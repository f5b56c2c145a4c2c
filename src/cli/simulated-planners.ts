import { createExpertPlanner } from '../../planning/baselines/expert.ts'
import { createPdmClosedPlanner } from '../../planning/baselines/pdm-closed.ts'
import { PLANNERS } from '../../planning/registry.ts'
import { type PrivilegedWorld, USUAL_SPEED } from '../common/map/privileged-world.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Planner } from '../core/ports.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import type { SceneSource } from './simulated-line.ts'

interface SimulatedPlanner {
  /** What it plans on unless something else is asked for. */
  readonly scene: SceneSource
  create(vehicle: VehicleTable, world: SimulatedWorld, scene: SceneSource): Planner
}

/** Planners that may look into the simulator: baselines and teachers, never the stack's own. */
const PRIVILEGED: Readonly<Record<string, SimulatedPlanner>> = {
  'pdm-closed': privileged(createPdmClosedPlanner),
  expert: privileged(createExpertPlanner),
}

function privileged(create: (vehicle: VehicleTable, world: () => PrivilegedWorld) => Planner): SimulatedPlanner {
  return {
    scene: 'truth',
    create(vehicle, world, scene) {
      const known = privilegedWorld(world, scene)
      return create(vehicle, () => known)
    },
  }
}

/** The fused scene's world frame is the receiver's: where the car is in the map, a privileged planner is told. */
function privilegedWorld(world: SimulatedWorld, scene: SceneSource): PrivilegedWorld {
  const { index, route } = world.episode
  const egoPose = scene === 'truth' ? null : () => world.ego.motion
  return { index, route, usualSpeed: USUAL_SPEED, egoPose }
}

/** Names that `simulate --planner` takes. */
export const SIMULATED_PLANNERS: readonly string[] = [...Object.keys(PLANNERS), ...Object.keys(PRIVILEGED)]

/** Throws InputError for a name that is in neither table. */
export function findSimulatedPlanner(name: string): SimulatedPlanner {
  const privileged = Object.hasOwn(PRIVILEGED, name) ? PRIVILEGED[name] : undefined
  if (privileged) return privileged
  const create = Object.hasOwn(PLANNERS, name) ? PLANNERS[name] : undefined
  if (create) return { scene: 'fused', create: (vehicle) => create(vehicle) }
  throw new InputError(`expected a planner (${SIMULATED_PLANNERS.join(', ')}), found '${name}'`)
}
