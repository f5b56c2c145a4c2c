import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { USUAL_SPEED } from '../common/map/privileged-world.ts'
import type { DriveRecord } from '../common/scoring/drive-record.ts'
import { closedLoopScoreInWindows, type WindowedScore } from '../common/scoring/drive-windows.ts'
import { type DrivingReport, drivingScore } from '../common/scoring/driving-score.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { InputError } from '../core/errors.ts'
import type { Message } from '../core/messages.ts'
import type { Planner } from '../core/ports.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import { openPictureDecoder } from '../io/camera/picture-decoder-pool.ts'
import { LineRunner, type RunEvent, type RunSummary } from '../runtime/line-runner.ts'
import { DEFAULT_ORDER } from '../runtime/order.ts'
import type { StageProbe } from '../runtime/stage-cell.ts'
import {
  type ClosedLoopOptions,
  CommandLink,
  type DriveEnd,
  runClosedLoop,
} from '../simulation/closed-loop/closed-loop.ts'
import { DriveRecorder } from '../simulation/closed-loop/drive-recorder.ts'
import { playBack } from '../simulation/closed-loop/log-playback.ts'
import { PlanJudge, type PlanVerdicts, STATES_PER_PLAN } from '../simulation/closed-loop/plan-judge.ts'
import { type SensorLevel, SensorSuite } from '../simulation/closed-loop/sensor-suite.ts'
import { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import type { SensorFault } from '../simulation/sensors/sensor-fault.ts'
import { openLineNetworks } from './line-networks.ts'
import { wallClock } from './run-drive.ts'
import { HUMAN } from './simulate-entrants.ts'
import { buildSimulatedLine, type SceneSource } from './simulated-line.ts'
import { createSimulatedPlanner } from './simulated-planners.ts'

export interface SimulateRouteOptions {
  readonly episode: Episode
  /** A name of the registry, or the path of a manifest. */
  readonly planner: string
  /** Drives in place of the one that `planner` names: for whoever wants to see what a planner sees. */
  readonly createPlanner?: (world: SimulatedWorld, network: ManifestNetwork | null) => Planner
  readonly scene: SceneSource
  readonly isSupervised: boolean
  readonly latency: 'model' | 'measured'
  /** What computes networks; the default one where it is left out. */
  readonly engine?: string
  /** What the car senses; by default objects, and nothing but itself where the scene is the truth. */
  readonly sensors?: SensorLevel
  readonly faults?: readonly SensorFault[]
  /** With surround: whether boxes at object level stand in for a network on the images; true by default. */
  readonly hasCameraBoxes?: boolean
  /** With surround: which exposures of the cameras are drawn; all by default. */
  readonly isExposed?: (stamp: Stamp) => boolean
  readonly observe?: (event: RunEvent) => void | Promise<void>
  readonly stepped?: ClosedLoopOptions['stepped']
  readonly ran?: StageProbe['ran']
  readonly progress?: (time: number) => void
}

export interface RouteResult {
  readonly episode: Episode
  readonly end: DriveEnd
  /** s, simulated. */
  readonly duration: number
  readonly summary: Pick<RunSummary, 'messages' | 'commands' | 'warnings'> & { readonly engine: string }
  readonly record: DriveRecord
  readonly driving: DrivingReport
  readonly closedLoop: WindowedScore
  readonly plans: PlanVerdicts
}

const VEHICLE = GENERIC_CAR
/** Parts of the latency table that lie between a tick and its frame; what sensors and actuators take is their own. */
const COMPUTING = ['perceive', 'fuse', 'plan', 'control'] as const

/** Drives one episode to its end and scores it. */
export async function simulateRoute(options: SimulateRouteOptions): Promise<RouteResult> {
  if (options.planner === HUMAN) return playRecordedDrive(options.episode)
  const { episode, planner, scene, isSupervised, stepped, progress } = options
  const world = new SimulatedWorld(episode)
  const sensors = new SensorSuite({
    world,
    vehicle: VEHICLE,
    seed: episode.seed,
    level: options.sensors ?? (scene === 'truth' ? 'own' : 'objects'),
    ...(options.faults && { faults: options.faults }),
    ...(options.hasCameraBoxes !== undefined && { hasCameraBoxes: options.hasCameraBoxes }),
    ...(options.isExposed && { isExposed: options.isExposed }),
  })
  const recorder = new DriveRecorder(world)
  const link = new CommandLink(world, VEHICLE)
  const judge = judgeOf(episode)
  const networks = await openLineNetworks({ planner, ...(options.engine !== undefined && { engine: options.engine }) })
  const decoder = openPictureDecoder()
  const line = buildSimulatedLine({
    vehicle: VEHICLE,
    planner:
      options.createPlanner?.(world, networks.planner) ??
      createSimulatedPlanner(planner, VEHICLE, world, scene, networks.planner),
    scene,
    isSupervised,
    world,
    sensors,
    pictures: { decoder, watchesCameras: false },
    networks,
  })
  const modelled = commandLatency(scene)
  let began = 0
  let lastKept = Number.NEGATIVE_INFINITY
  const consume = (event: RunEvent) => {
    const { tick } = event
    const latency =
      options.latency === 'model' ? modelled : sensorLatency(scene) + (wallClock() - began) / NANOSECONDS_PER_SECOND
    link.send(tick.command, latency)
    const state = recorder.count - 1
    if (tick.isNewPlan && state - lastKept >= STATES_PER_PLAN) {
      judge.keep(tick.plan, state)
      lastKept = state
    }
    return options.observe?.(event)
  }
  const runner = new LineRunner(
    {
      createLine: (probe) => line(options.ran ? alsoRan(probe, options.ran) : probe),
      order: { ...DEFAULT_ORDER, mode: 'arrival' },
      isRealtime: false,
      clock: wallClock,
    },
    consume,
  )
  const stack = {
    feed(messages: readonly Message[], now: number) {
      began = wallClock()
      return runner.feed({ messages, now, wall: 0 })
    },
  }
  const end = await runClosedLoop({
    world,
    sensors,
    stack,
    recorder,
    ...(stepped && { stepped }),
    ...(progress && { progress }),
  })
  const summary = await runner.finish()
  await decoder.close()
  await networks.close()
  return scored(world, recorder, judge, end, { ...summary, engine: networks.engine })
}

/** The human driver of a recorded drive, by playback. Throws InputError where nobody is known to have driven. */
function playRecordedDrive(episode: Episode): RouteResult {
  const log = episode.recordedEgo
  if (!log) throw new InputError(`expected a recorded drive for ${HUMAN}, found a generated world: ${episode.name}`)
  const world = new SimulatedWorld(episode)
  const recorder = new DriveRecorder(world)
  const judge = judgeOf(episode)
  const end = playBack({ world, log, recorder, judge })
  return scored(world, recorder, judge, end, { messages: {}, commands: 0, warnings: [], engine: 'none' })
}

function judgeOf({ index, route }: Episode): PlanJudge {
  return new PlanJudge({ index, route, usualSpeed: USUAL_SPEED, egoPose: null })
}

function scored(
  world: SimulatedWorld,
  recorder: DriveRecorder,
  judge: PlanJudge,
  end: DriveEnd,
  summary: RouteResult['summary'],
): RouteResult {
  const { episode } = world
  const record = recorder.record()
  return {
    episode,
    end,
    duration: world.time,
    summary,
    record,
    driving: drivingScore(record),
    closedLoop: closedLoopScoreInWindows(record),
    plans: judge.judge(record),
  }
}

/** s from a tick to its frame on the bus, by the vehicle's table. */
function commandLatency(scene: SceneSource): number {
  return COMPUTING.reduce((sum, stage) => sum + (VEHICLE.latency[stage] ?? 0), sensorLatency(scene))
}

/** The truth has no sensors that could be late: their share of the table is added to the command's. */
function sensorLatency(scene: SceneSource): number {
  return scene === 'truth' ? (VEHICLE.latency['sensor'] ?? 0) : 0
}

function alsoRan(probe: StageProbe, ran: StageProbe['ran']): StageProbe {
  return {
    ...probe,
    ran(stage, begin, end) {
      probe.ran(stage, begin, end)
      ran(stage, begin, end)
    },
  }
}
