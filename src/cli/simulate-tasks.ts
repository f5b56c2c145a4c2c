import { LatencyHistogram } from '../common/statistics/latency-histogram.ts'
import { CommandHasher } from '../io/protobuf/command-hasher.ts'
import type { StageProbe } from '../runtime/stage-cell.ts'
import type { SensorLevel } from '../simulation/closed-loop/sensor-suite.ts'
import type { SensorFault } from '../simulation/sensors/sensor-fault.ts'
import { isNetwork } from './line-networks.ts'
import { type Entrant, entrantKey, HUMAN } from './simulate-entrants.ts'
import type { EpisodeSource, RoutePlace } from './simulate-episodes.ts'
import { type RouteOutcome, routeOutcome } from './simulate-outcome.ts'
import { type SimulateRouteOptions, simulateRoute } from './simulate-route.ts'

/** One entrant on one route. */
export interface RouteTask {
  readonly entrant: Entrant
  readonly place: RoutePlace
}

export interface TaskResult {
  readonly outcome: RouteOutcome
  /** Protobuf bytes of all commands, each after its length as the hash takes them; null unless asked for. */
  readonly commands: Uint8Array | null
}

export interface TaskOptions {
  readonly latency: 'model' | 'measured'
  /** What computes networks; the default one where it is left out. */
  readonly engine?: string
  readonly keepsCommands: boolean
  /** What the car senses where the scene is fused, and what is wrong with it. */
  readonly sensors: SensorLevel
  readonly faults: readonly SensorFault[]
}

/** Tells tasks apart, in checkpoints too. */
export function taskKey({ entrant, place }: RouteTask): string {
  return `${entrantKey(entrant)} ${place.world} ${place.seed}`
}

/** Drives one task to its end. `extra` sees the drive as it goes. */
export async function runTask(
  { entrant, place }: RouteTask,
  episodes: EpisodeSource,
  { latency, engine, keepsCommands, sensors, faults }: TaskOptions,
  extra: Pick<SimulateRouteOptions, 'observe' | 'stepped' | 'progress'> = {},
): Promise<TaskResult> {
  const began = performance.now()
  const episode = await episodes.episode(place)
  const hasher = new CommandHasher()
  const times = new StageTimes()
  const kept: Uint8Array[] = []
  const result = await simulateRoute({
    ...entrant,
    ...extra,
    episode,
    latency,
    faults: [...faults, ...missingSensors(entrant)],
    ...(engine !== undefined && { engine }),
    // On the truth others are sensed for a recording alone; a network needs pictures.
    ...((entrant.scene === 'fused' || extra.stepped) && {
      sensors: isNetwork(entrant.planner) ? 'surround' : sensors,
    }),
    ran: times.ran,
    observe(event) {
      hasher.add(event.tick.bytes)
      if (keepsCommands) kept.push(event.tick.bytes)
      return extra.observe?.(event)
    },
  })
  const outcome = routeOutcome(result, {
    hash: latency === 'model' && entrant.planner !== HUMAN ? hasher.digest() : null,
    stages: times.histograms,
    wall: (performance.now() - began) / 1000,
  })
  return { outcome: withWarnings(outcome, episodes), commands: keepsCommands ? packed(kept) : null }
}

function missingSensors({ without }: Entrant): SensorFault[] {
  if (without === null) return []
  return [{ sensor: `${without}/`, kind: 'silent', from: 0, to: Number.POSITIVE_INFINITY }]
}

/** Durations of the stages over one route, by name. */
class StageTimes {
  readonly histograms = new Map<string, LatencyHistogram>()

  readonly ran: StageProbe['ran'] = (stage, begin, end) => {
    let histogram = this.histograms.get(stage)
    if (!histogram) {
      histogram = new LatencyHistogram()
      this.histograms.set(stage, histogram)
    }
    histogram.add(end - begin)
  }
}

/** What was wrong with the recorded drive is said with each route over it. */
function withWarnings(outcome: RouteOutcome, episodes: EpisodeSource): RouteOutcome {
  return { ...outcome, warnings: [...episodes.warnings(), ...outcome.warnings] }
}

const LENGTH_BYTES = 4

/** Each command after its length, little-endian u32. */
function packed(commands: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(commands.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const command of commands) {
    view.setUint32(at, command.length, true)
    bytes.set(command, at + LENGTH_BYTES)
    at += LENGTH_BYTES + command.length
  }
  return bytes
}
