import { createPlanner, PLANNERS, PRIVILEGED_PLANNERS } from '../../planning/registry.ts'
import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { type PrivilegedWorld, USUAL_SPEED } from '../common/map/privileged-world.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Planner } from '../core/ports.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { isNetwork, NETWORK_NAMES } from './line-networks.ts'
import type { SceneSource } from './simulated-line.ts'

/** Names that `simulate --planner` takes: those of the registry, with the ones that need a world. */
export const SIMULATED_PLANNERS: readonly string[] = [
  ...new Set([...Object.keys(PLANNERS), ...Object.keys(PRIVILEGED_PLANNERS), ...NETWORK_NAMES]),
]

/**
 * What a planner drives on unless something else is asked for: sensors, and the truth where it is in no car and stands as
 * the upper line. Throws InputError for a name that the registry does not know.
 */
export function usualScene(name: string): SceneSource {
  if (Object.hasOwn(PLANNERS, name) || isNetwork(name)) return 'fused'
  if (Object.hasOwn(PRIVILEGED_PLANNERS, name)) return 'truth'
  throw new InputError(`expected a planner (${SIMULATED_PLANNERS.join(', ')}), found '${name}'`)
}

/** The registry's planner, or the one that a manifest's network is; one that asks for it is told map, route, lights and where in the map the car is. */
export function createSimulatedPlanner(
  name: string,
  vehicle: VehicleTable,
  world: SimulatedWorld,
  scene: SceneSource,
  network: ManifestNetwork | null,
): Planner {
  const known = privilegedWorld(world, scene)
  return createPlanner(name, vehicle, () => known, network)
}

/** The fused scene's world frame is the receiver's: where the car is in the map, a privileged planner is told. */
function privilegedWorld(world: SimulatedWorld, scene: SceneSource): PrivilegedWorld {
  const { index, route } = world.episode
  const egoPose = scene === 'truth' ? null : () => world.ego.motion
  return { index, route, usualSpeed: USUAL_SPEED, egoPose }
}
