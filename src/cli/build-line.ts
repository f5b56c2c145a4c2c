import { createFusion, fuse } from '../../fusion/fuse.ts'
import { createPerception, perceiveWithPictures } from '../../perception/perceive.ts'
import { control, createController } from '../../planning/control/control.ts'
import { createLimits, limit } from '../../planning/limits/limit.ts'
import { createPlanner } from '../../planning/registry.ts'
import { createSupervisor, supervise } from '../../planning/supervisor/supervise.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Planner } from '../core/ports.ts'
import { encodeCommand } from '../io/protobuf/control-command.ts'
import type { Line } from '../runtime/pipeline.ts'
import { createStageCell, type StageProbe } from '../runtime/stage-cell.ts'
import { detectorSensors, type LineNetworks } from './line-networks.ts'
import { type LinePictures, perceptionOptions } from './line-perception.ts'

/** Control at 100 Hz under a plan at 20 Hz, but for planners with a pace of their own. */
export const TICKS_PER_PLAN = 5

/**
 * The line of one vehicle and planner: the same for replay, live and closed loop. `expectedObjectSensors`: those whose
 * silence the supervisor must answer, by the names of their observations, beside the detectors'. `origin`: Unix time of
 * stamp 0, ns.
 */
export function buildLine(
  vehicle: VehicleTable,
  plannerOrName: Planner | string,
  expectedObjectSensors: readonly string[],
  pictures: LinePictures,
  networks: LineNetworks,
  origin = 0n,
): (probe: StageProbe) => Line {
  const planner =
    typeof plannerOrName === 'string'
      ? createPlanner(plannerOrName, vehicle, undefined, networks.planner)
      : plannerOrName
  const objectSensors = [...new Set([...expectedObjectSensors, ...detectorSensors(networks)])]
  return (probe) => ({
    perceive: createStageCell(
      'perceive',
      createPerception(vehicle, { ...perceptionOptions(planner, pictures, probe, networks), origin }),
      perceiveWithPictures,
      probe,
    ),
    fuse: createStageCell('fuse', createFusion(vehicle), fuse, probe),
    plan: createStageCell('plan', planner.initialState(), (...args) => planner.plan(...args), probe),
    supervise: createStageCell(
      'supervise',
      createSupervisor({ vehicle, expectedObjectSensors: objectSensors }),
      supervise,
      probe,
    ),
    control: createStageCell('control', createController(vehicle), control, probe),
    limit: createStageCell('limits', createLimits(vehicle), limit, probe),
    encode: encodeCommand,
    ticksPerPlan: planner.ticksPerPlan ?? TICKS_PER_PLAN,
    plansBeside: planner.plansBeside ?? false,
  })
}
