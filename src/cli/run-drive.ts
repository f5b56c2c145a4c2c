import { Subject } from 'rxjs'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Message } from '../core/messages.ts'
import type { Clock, OutputRecord, Planner, Sink, Source } from '../core/ports.ts'
import type { EgoState } from '../core/scene.ts'
import { openPictureDecoder } from '../io/camera/picture-decoder-pool.ts'
import type { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { CommandHasher } from '../io/protobuf/command-hasher.ts'
import type { RunEvent } from '../runtime/line-runner.ts'
import type { OrderConfig } from '../runtime/order.ts'
import { replay } from '../runtime/replay.ts'
import { buildLine } from './build-line.ts'
import { interventionsOf } from './interventions.ts'
import { openLineNetworks } from './line-networks.ts'
import { createRecorder } from './output-records.ts'
import type { ReplayReport } from './report.ts'
import { VERSION } from './version.ts'
import { warmUp } from './warm-up.ts'

export interface RunDriveOptions {
  readonly source: Source
  readonly vehicle: VehicleTable
  /** A name of the registry, the path of a manifest, or a planner that the caller made. */
  readonly planner: Planner | string
  /** Manifests of networks that find road users in pictures. */
  readonly detectors?: readonly string[]
  /** What computes the networks; the default one where it is left out. */
  readonly engine?: string
  readonly order: OrderConfig
  readonly pace: 'fast' | 'realtime'
  readonly expectedTopics: readonly string[]
  /** By the names of their observations: see `objectSensors`. */
  readonly expectedObjectSensors: readonly string[]
  /** For Foxglove's messages, which carry absolute time. */
  readonly time: AbsoluteTime
  /** Where the records go; waited for, so that a slow one slows the run. */
  readonly sinks: readonly Sink[]
  /** Decode and judge every picture, also where the planner does not look. */
  readonly watchesCameras?: boolean
  /** Run the source through throw-away lines first; see `warmUp`. */
  readonly warmsUp?: boolean
  /** Keep the ego state of every plan for scoring: memory grows with the drive. */
  readonly keepsEgo?: boolean
  /** Sees every control tick; a promise is waited for. */
  readonly observe?: (event: RunEvent) => void | Promise<void>
}

export type RunDriveResult = Omit<ReplayReport, 'accuracy' | 'drive'> & { readonly ego: readonly EgoState[] }

/** Monotonic wall clock, ns. */
export const wallClock: Clock = () => performance.now() * 1e6

/** Runs the line over a source and reports it. `ego` holds what `keepsEgo` asked for. */
export async function runDrive(options: RunDriveOptions): Promise<RunDriveResult> {
  const { source, vehicle, planner, order, pace } = options
  const events = new Subject<RunEvent>()
  const hasher = new CommandHasher()
  const modes: Record<string, number> = {}
  const limits: Record<string, number> = {}
  const ego: EgoState[] = []
  events.subscribe(({ tick }) => hasher.add(tick.bytes))
  events.subscribe(({ tick: { command } }) => {
    modes[command.mode] = (modes[command.mode] ?? 0) + 1
    for (const limit of command.limits) limits[limit] = (limits[limit] ?? 0) + 1
  })
  events.subscribe(({ tick }) => {
    if (options.keepsEgo && tick.isNewPlan) ego.push(tick.scene.ego)
  })
  const record = options.sinks.length > 0 ? createRecorder(options.time) : () => []
  const isRealtime = pace === 'realtime'
  const { expectedTopics, expectedObjectSensors } = options
  const plannerName = typeof planner === 'string' ? planner : planner.name
  const networks = await openLineNetworks({ ...options, planner: plannerName })
  const decoder = openPictureDecoder()
  const pictures = { decoder, watchesCameras: options.watchesCameras === true }
  const longestSilence = isRealtime ? Number.POSITIVE_INFINITY : options.order.longestSilence
  const run = async () => {
    const createLine = buildLine(vehicle, planner, expectedObjectSensors, pictures, networks, options.time.origin)
    const config = { createLine, order: { ...order, longestSilence }, isRealtime, clock: wallClock, expectedTopics }
    const warmUpTime = options.warmsUp ? await warmUp(source, config) : 0
    const summary = await replay(source, config, async (event) => {
      events.next(event)
      for (const one of record(event)) await writeAll(options.sinks, one)
      await options.observe?.(event)
    })
    return { warmUpTime, summary }
  }
  const { warmUpTime, summary } = await run().finally(async () => {
    await decoder.close()
    await networks.close()
  })
  events.complete()
  const duration = summary.commands > 0 ? (summary.lastStamp - summary.firstStamp) / 1e9 : 0
  return {
    version: VERSION,
    engine: networks.engine,
    planner: networks.planner?.manifest.name ?? plannerName,
    vehicle: vehicle.name,
    order: order.mode,
    pace,
    duration_s: duration,
    warm_up_s: warmUpTime,
    wall_s: summary.wall,
    realtime_factor: duration / summary.wall,
    messages: summary.messages,
    can_frames: summary.canFrames,
    commands: summary.commands,
    modes,
    limits,
    hash: hasher.digest(),
    stages: summary.latency.stages,
    compute: summary.latency.line,
    end_to_end: summary.latency.end_to_end,
    through_plan: summary.latency.through_plan,
    deadline: summary.latency.deadline,
    interventions: interventionsOf(summary.warnings),
    warnings: summary.warnings,
    ego,
  }
}

async function writeAll(sinks: readonly Sink[], record: OutputRecord): Promise<void> {
  for (const sink of sinks) {
    const written = sink.write(record)
    if (written) await written
  }
}

/** A source over messages in memory, for generated drives and tests. */
export function memorySource(name: string, messages: readonly Message[]): Source {
  return {
    name,
    async *messages() {
      for (let i = 0; i < messages.length; i += 256) yield messages.slice(i, i + 256)
    },
  }
}
