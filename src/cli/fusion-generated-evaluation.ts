import { createFusion, type FusionState, fuse } from '../../fusion/fuse.ts'
import { createPerception, perceive } from '../../perception/perceive.ts'
import { enuFromGeodetic } from '../common/geodesy/local-frame.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { angleDifference, RADIANS_PER_DEGREE } from '../core/angle.ts'
import type { GnssFix, Message } from '../core/messages.ts'
import type { Observation } from '../core/observations.ts'
import type { EgoState, Scene } from '../core/scene.ts'
import { secondsBetween } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import { type SensorSuite, SIMULATION_FRAME } from '../simulation/closed-loop/sensor-suite.ts'
import type { SimulatedWorld } from '../simulation/closed-loop/simulated-world.ts'
import { buildEpisode, type EpisodeOptions } from '../simulation/scenarios/build-episode.ts'
import type { TrueEgo } from '../simulation/sensors/sensed-moment.ts'
import { ObjectScore, type ObjectScoreRow, RANGES, ROAD_USERS } from './fusion-object-score.ts'
import { PlainView } from './plain-view.ts'
import { simulateRoute } from './simulate-route.ts'

/** Sensors left out, by the beginning of their names. */
export const SENSOR_CUTS = {
  all: [],
  'no lidar': ['lidar/'],
  'no radar': ['radar/'],
  'no camera': ['camera/'],
} as const
export type SensorCut = keyof typeof SENSOR_CUTS

/** Steps of 10 ms between fused scenes, as a planner sees them, and between scored ones. */
const FUSE_EVERY = 5
const SCORE_EVERY = 10
/** s from the start that are not scored. */
const SETTLING = 1

/** Root mean squares. Position and yaw from the first moment on at which the receiver has given the world its place. */
export interface EgoScoreRow {
  readonly samples: number
  readonly position_m: number
  /** Of the satellite receiver's own fixes: its error is slow, and no filter takes it out. */
  readonly receiver_m: number
  readonly speed_mps: number
  readonly yaw_deg: number
}

/** Least shares, largest errors. */
export type ObjectBounds = Pick<ObjectScoreRow, 'recall' | 'precision' | 'position_m' | 'velocity_mps' | 'yaw_deg'>

/**
 * What is wanted of the ego: speed and heading as of the recorded drive's targets; position no worse than the receiver's, by
 * this much, m: a few metres that change slowly, as of any receiver without corrections.
 */
export const EGO_BOUNDS = { beyondReceiver_m: 0.2, speed_mps: 0.1, yaw_deg: 1 } as const

/**
 * What is wanted of road users, by range: near ones are what the car must not hit, so nearly all must be known, to a
 * fraction of a body; farther ones are what it plans by. Without one kind of sensor the scene gets poorer but must carry the
 * car on: boxes of a lidar stay exact without the others; radar and camera know sides and headings less.
 */
const WITH_LIDAR: readonly ObjectBounds[] = [
  { recall: 0.95, precision: 0.9, position_m: 0.5, velocity_mps: 1, yaw_deg: 15 },
  { recall: 0.95, precision: 0.9, position_m: 0.5, velocity_mps: 1, yaw_deg: 15 },
  { recall: 0.85, precision: 0.9, position_m: 0.8, velocity_mps: 1.5, yaw_deg: 20 },
]
const WITHOUT_LIDAR: readonly ObjectBounds[] = [
  { recall: 0.9, precision: 0.7, position_m: 1, velocity_mps: 1.5, yaw_deg: 30 },
  { recall: 0.85, precision: 0.7, position_m: 1.2, velocity_mps: 1.5, yaw_deg: 30 },
  { recall: 0.7, precision: 0.7, position_m: 1.5, velocity_mps: 2, yaw_deg: 30 },
]
const ROAD_USER_BOUNDS: Readonly<Record<SensorCut, readonly ObjectBounds[]>> = {
  all: WITH_LIDAR,
  'no lidar': WITHOUT_LIDAR,
  'no radar': WITH_LIDAR,
  'no camera': WITH_LIDAR,
}
/**
 * What stands beside the road must be known to stand, and with all sensors. A post may be there twice: pictures place what is
 * near and thin a metre off, and nobody is harmed by it.
 */
const STATIC_BOUNDS: readonly ObjectBounds[] = [
  { recall: 0.95, precision: 0.6, position_m: 0.5, velocity_mps: 1, yaw_deg: Number.POSITIVE_INFINITY },
  { recall: 0.9, precision: 0.7, position_m: 0.5, velocity_mps: 1, yaw_deg: Number.POSITIVE_INFINITY },
  { recall: 0.8, precision: 0.8, position_m: 1, velocity_mps: 1, yaw_deg: Number.POSITIVE_INFINITY },
]

/** The bounds of a row, null where nothing is wanted of it. */
export function boundsOf(sensors: SensorCut, { group, to_m }: ObjectScoreRow): ObjectBounds | null {
  const range = RANGES.findIndex((end) => to_m <= end)
  if (group === ROAD_USERS) return ROAD_USER_BOUNDS[sensors][range] ?? null
  return group === 'static' && sensors === 'all' ? (STATIC_BOUNDS[range] ?? null) : null
}

export interface GeneratedEvaluation {
  readonly seed: number
  readonly routes: readonly { readonly name: string; readonly driven_s: number }[]
  readonly ego: EgoScoreRow
  readonly objects: readonly { readonly sensors: SensorCut; readonly rows: readonly ObjectScoreRow[] }[]
  /** In words, what is outside its bound. */
  readonly missed: readonly string[]
  readonly warnings: readonly WarningCount[]
  readonly isMet: boolean
}

export interface GeneratedOptions {
  readonly seed: number
  readonly routes: number
  /** Default: all. */
  readonly cuts?: readonly SensorCut[]
  /** s after which a route ends; default: its own limit. */
  readonly seconds?: number
  readonly episode?: Omit<EpisodeOptions, 'seed'>
}

/**
 * Routes of generated worlds, driven by the expert on the truth, under object-level sensors; fused beside it with all
 * sensors and without each kind, and scored against the truth of the moment. Deterministic.
 */
export async function evaluateGenerated(
  options: GeneratedOptions,
  progress: (text: string) => void = () => {},
): Promise<GeneratedEvaluation> {
  const cuts = options.cuts ?? (Object.keys(SENSOR_CUTS) as SensorCut[])
  const scores = new Map(cuts.map((cut) => [cut, new ObjectScore()]))
  const ego = new EgoScore()
  const warnings = new WarningCounter()
  const routes: { name: string; driven_s: number }[] = []
  for (let route = 0; route < options.routes; route++) {
    const built = buildEpisode({ ...options.episode, seed: options.seed + route })
    const episode = { ...built, timeLimit: Math.min(built.timeLimit, options.seconds ?? Number.POSITIVE_INFINITY) }
    const watcher = new RouteWatcher(scores, ego, warnings)
    const { duration } = await simulateRoute({
      episode,
      planner: 'expert',
      scene: 'truth',
      isSupervised: false,
      latency: 'model',
      sensors: 'objects',
      stepped: watcher.stepped,
      progress: (time) => progress(`route ${route + 1} of ${options.routes}, ${time.toFixed(0)} s`),
    })
    routes.push({ name: episode.name, driven_s: duration })
  }
  const objects = cuts.map((sensors) => ({ sensors, rows: scores.get(sensors)!.rows() }))
  const missed = [...missedByEgo(ego.row()), ...objects.flatMap(({ sensors, rows }) => missedByObjects(sensors, rows))]
  return {
    seed: options.seed,
    routes,
    ego: ego.row(),
    objects,
    missed,
    warnings: warnings.list(),
    isMet: missed.length === 0,
  }
}

/** Fuses what one route's sensors give, beside the drive, and scores it. */
class RouteWatcher {
  readonly #runs: readonly {
    readonly left: readonly string[]
    readonly score: ObjectScore
    readonly fusion: FusionState
  }[]
  readonly #pending: Observation[] = []
  readonly #perception = createPerception(GENERIC_CAR)
  readonly #view = new PlainView(GENERIC_CAR.mountings['lidar/roof']!)
  readonly #ego: EgoScore
  readonly #warnings: WarningCounter

  constructor(scores: ReadonlyMap<SensorCut, ObjectScore>, ego: EgoScore, warnings: WarningCounter) {
    this.#runs = [...scores].map(([cut, score]) => ({
      left: SENSOR_CUTS[cut],
      score,
      fusion: createFusion(GENERIC_CAR),
    }))
    this.#ego = ego
    this.#warnings = warnings
  }

  readonly stepped = (messages: readonly Message[], world: SimulatedWorld, sensors: SensorSuite): void => {
    for (const message of messages) {
      const observation = sensors.observationOf(message)
      if (observation) this.#pending.push(observation)
      else this.#pending.push(...perceive(this.#perception, message, message.stamp).output)
      if (message.payload.kind === 'gnss')
        this.#ego.addFix(message.payload, secondsBetween(message.stamp, world.stamp), world.trueEgo())
    }
    if (world.steps % FUSE_EVERY !== 0) return
    const observations = this.#pending.splice(0)
    const isScored = world.steps % SCORE_EVERY === 0 && world.time >= SETTLING
    const truth = world.trueEgo()
    const truths = world.steps % SCORE_EVERY === 0 ? this.#view.look(world) : []
    for (const [index, { left, score, fusion }] of this.#runs.entries()) {
      const given = observations.filter(({ sensor }) => !left.some((name) => sensor.startsWith(name)))
      const { output, warnings } = fuse(fusion, given, world.stamp)
      if (index === 0) this.#warnings.addAll(warnings)
      if (!isScored) continue
      score.addMoment(output.objects, truths)
      if (index === 0) this.#ego.add(output, truth)
    }
  }
}

class EgoScore {
  #position = 0
  #yaw = 0
  #placed = 0
  #speed = 0
  #samples = 0
  #fixes = 0
  #fixError = 0

  /** A fix that was measured `ago` s before the moment of `truth`. */
  addFix(fix: GnssFix, ago: number, truth: TrueEgo): void {
    const [east, north] = enuFromGeodetic(SIMULATION_FRAME, fix)
    const [x, y] = [truth.position[0] - ago * truth.velocity[0], truth.position[1] - ago * truth.velocity[1]]
    if (!Number.isFinite(east + north)) return
    this.#fixes++
    this.#fixError += (east - x) ** 2 + (north - y) ** 2
  }

  add({ ego }: Scene, truth: TrueEgo): void {
    if (!ego.isValid) return
    this.#samples++
    const speed = Math.cos(truth.yaw) * truth.velocity[0] + Math.sin(truth.yaw) * truth.velocity[1]
    this.#speed += (ego.speed - speed) ** 2
    const position = inSimulationFrame(ego)
    if (!position) return
    this.#placed++
    this.#position += (position[0] - truth.position[0]) ** 2 + (position[1] - truth.position[1]) ** 2
    this.#yaw += angleDifference(ego.yaw, truth.yaw) ** 2
  }

  row(): EgoScoreRow {
    return {
      samples: this.#samples,
      position_m: Math.sqrt(this.#position / this.#placed),
      receiver_m: Math.sqrt(this.#fixError / this.#fixes),
      speed_mps: Math.sqrt(this.#speed / this.#samples),
      yaw_deg: Math.sqrt(this.#yaw / this.#placed) / RADIANS_PER_DEGREE,
    }
  }
}

/** The fused world frame is turned against the simulation's by less than a thousandth of a degree: their origins are near. */
function inSimulationFrame({ origin, position }: EgoState): readonly [number, number] | null {
  if (!origin) return null
  const [east, north] = enuFromGeodetic(SIMULATION_FRAME, origin)
  return [east + position[0], north + position[1]]
}

/** The largest error that the ego's place may have, m. */
export function positionBound({ receiver_m }: EgoScoreRow): number {
  return receiver_m + EGO_BOUNDS.beyondReceiver_m
}

function missedByEgo(row: EgoScoreRow): string[] {
  const bounds = { position_m: positionBound(row), speed_mps: EGO_BOUNDS.speed_mps, yaw_deg: EGO_BOUNDS.yaw_deg }
  return (['position_m', 'speed_mps', 'yaw_deg'] as const)
    .filter((field) => !(row[field] <= bounds[field]))
    .map((field) => `ego ${field}: expected at most ${figure(bounds[field])}, found ${figure(row[field])}`)
}

function missedByObjects(sensors: SensorCut, rows: readonly ObjectScoreRow[]): string[] {
  return rows.flatMap((row) => {
    const bounds = boundsOf(sensors, row)
    if (!bounds) return []
    const where = `${sensors}, ${row.group}, ${row.from_m} to ${row.to_m} m`
    const least = SHARES.filter((field) => !(row[field] >= bounds[field]))
    // Of standing things no heading is scored.
    const most = ERRORS.filter((field) => !(row[field] <= bounds[field]) && bounds[field] < Number.POSITIVE_INFINITY)
    return [
      ...least.map((field) => `${where}, ${field}: expected at least ${bounds[field]}, found ${figure(row[field])}`),
      ...most.map((field) => `${where}, ${field}: expected at most ${bounds[field]}, found ${figure(row[field])}`),
    ]
  })
}

const SHARES = ['recall', 'precision'] as const
const ERRORS = ['position_m', 'velocity_mps', 'yaw_deg'] as const
const figure = (value: number) => value.toPrecision(3)
