import { createFusion, fuse } from '../../fusion/fuse.ts'
import { createPerception, perceiveWithPictures } from '../../perception/perceive.ts'
import { control, createController } from '../../planning/control/control.ts'
import { createLimits, limit } from '../../planning/limits/limit.ts'
import { createSupervisor, supervise } from '../../planning/supervisor/supervise.ts'
import { superviseNothing } from '../../planning/supervisor/unsupervised.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Message } from '../core/messages.ts'
import type { Observation } from '../core/observations.ts'
import { NO_WARNINGS, type Planner, type Stage } from '../core/ports.ts'
import type { Scene } from '../core/scene.ts'
import { encodeCommand } from '../io/protobuf/control-command.ts'
import type { Line } from '../runtime/pipeline.ts'
import { createStageCell, type StageProbe } from '../runtime/stage-cell.ts'
import type { SensorSuite } from '../simulation/closed-loop/sensor-suite.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { truthScene } from '../simulation/closed-loop/truth-scene.ts'
import { TICKS_PER_PLAN } from './build-line.ts'
import type { LineNetworks } from './line-networks.ts'
import { type LinePictures, perceptionOptions } from './line-perception.ts'
import { objectSensors } from './object-sensors.ts'

/** fused: from sensor data through perceive and fuse. truth: the simulator's own, in place of both. */
export const SCENE_SOURCES = ['fused', 'truth'] as const
export type SceneSource = (typeof SCENE_SOURCES)[number]

export interface SimulatedLineOptions {
  readonly vehicle: VehicleTable
  readonly planner: Planner
  readonly scene: SceneSource
  readonly isSupervised: boolean
  readonly world: SimulatedWorld
  readonly sensors: SensorSuite
  readonly pictures: LinePictures
  readonly networks: LineNetworks
}

/** The line of a closed loop: the same stages as in replay, but for those that the options replace. */
export function buildSimulatedLine(options: SimulatedLineOptions): (probe: StageProbe) => Line {
  const { vehicle, planner, scene, isSupervised, world, sensors, pictures, networks } = options
  const isTruth = scene === 'truth'
  return (probe) => ({
    perceive: isTruth
      ? createStageCell('perceive', null, perceiveNothing, probe)
      : createStageCell(
          'perceive',
          createPerception(vehicle, perceptionOptions(planner, pictures, probe, networks)),
          withObjectLevel(sensors),
          probe,
        ),
    fuse: isTruth
      ? createStageCell('fuse', null, sceneOf(world), probe)
      : createStageCell('fuse', createFusion(vehicle), fuse, probe),
    plan: createStageCell('plan', planner.initialState(), (...args) => planner.plan(...args), probe),
    supervise: isSupervised
      ? createStageCell('supervise', supervisorOf(vehicle, isTruth), supervise, probe)
      : createStageCell('supervise', null, superviseNothing, probe),
    control: createStageCell('control', createController(vehicle), control, probe),
    limit: createStageCell('limits', createLimits(vehicle), limit, probe),
    encode: encodeCommand,
    ticksPerPlan: planner.ticksPerPlan ?? TICKS_PER_PLAN,
    plansBeside: planner.plansBeside ?? false,
  })
}

const NO_OBSERVATIONS: readonly Observation[] = []

const perceiveNothing: Stage<null, Message, readonly Observation[]> = (state) => ({
  state,
  output: NO_OBSERVATIONS,
  warnings: NO_WARNINGS,
})

/** Object-level sensors measure what perception would have made of their data. */
function withObjectLevel(
  sensors: SensorSuite,
): Stage<ReturnType<typeof createPerception>, Message, readonly Observation[]> {
  return (state, message, stamp) => {
    const observation = sensors.observationOf(message)
    if (observation) return { state, output: [observation], warnings: NO_WARNINGS }
    return perceiveWithPictures(state, message, stamp)
  }
}

/** The world stands still while the stack ticks, at the tick's stamp. */
function sceneOf(world: SimulatedWorld): Stage<null, readonly Observation[], Scene> {
  return (state) => ({ state, output: truthScene(world), warnings: NO_WARNINGS })
}

/** The truth is always fresh: nothing to wait for. */
function supervisorOf(vehicle: VehicleTable, isTruth: boolean) {
  if (isTruth) return createSupervisor({ vehicle, requirements: [], expectedObjectSensors: [] })
  return createSupervisor({ vehicle, expectedObjectSensors: objectSensors(vehicle, []) })
}
