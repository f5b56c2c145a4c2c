import type { ManifestNetwork } from '../../src/common/manifest/manifest-network.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Planner } from '../../src/core/ports.ts'
import { createManifestPlanner } from './manifest-planner.ts'
import { createScoredPlanner } from './scored-planner.ts'

/** The planner that a network is, by what its manifest says of its outputs. Throws InputError when it is none. */
export function createNetworkPlanner(network: ManifestNetwork, vehicle: VehicleTable): Planner {
  const isScored = network.manifest.outputs.some(({ decode }) => decode.kind === 'trajectory-scores')
  return isScored ? createScoredPlanner(network, vehicle) : createManifestPlanner(network, vehicle)
}
