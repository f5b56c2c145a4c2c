import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plannedTrajectory, STATES_AHEAD } from '../../planning/training/recipes/planner/driven-trajectory.ts'
import { PlanLabeller } from '../../planning/training/recipes/planner/plan-labels.ts'
import { plannerFields, SAMPLE_FORMAT } from '../../planning/training/recipes/planner/planner-sample.ts'
import {
  type TrajectoryVocabulary,
  vocabularyHash,
} from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { ShardReader } from '../../planning/training/shards/shard-reader.ts'
import { ShardWriter } from '../../planning/training/shards/shard-writer.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import { InputError } from '../core/errors.ts'
import { buildEpisode } from '../simulation/scenarios/build-episode.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import {
  DriveSampler,
  isExpertsTurn,
  isExposedForSample,
  type SensedSample,
  sampledState,
  TURN,
} from './collect-sampler.ts'
import { manifestOf } from './line-networks.ts'
import { writeSceneSample } from './scene-sampler.ts'
import { simulateRoute } from './simulate-route.ts'
import { createSimulatedPlanner } from './simulated-planners.ts'
import { UnsteadyDriving } from './unsteady-driving.ts'

export const EXPERT = 'expert'
/** The expert, but for turns in which it does what an imitator does wrong. */
export const UNSTEADY = 'unsteady'
/** Seeds from here on are held out for scores: nothing is learnt from them. */
export const FIRST_HELD_OUT_SEED = 500_000

export interface CollectOptions {
  /** Folder of the shards, one a route. */
  readonly folder: string
  readonly vocabulary: TrajectoryVocabulary
  /** s, the longest that a route is driven; null: to its end. */
  readonly seconds: number | null
  /** Who drives: `expert`, `unsteady`, or the path of a manifest whose network takes turns with the expert. */
  readonly driver: string
  /** Whether the supervisor brakes for whoever drives: what the car then stands and starts from is learnt as well. */
  readonly isSupervised: boolean
}

/** What one route gave. */
export interface CollectedRoute {
  readonly seed: number
  readonly samples: number
  /** s simulated; s of wall clock to drive and sense, and to label. */
  readonly duration: number
  readonly driving: number
  readonly labelling: number
  readonly bytes: number
}

/** Drives the route of a seed with surround sensors and writes its samples, labelled, as one shard. */
export async function collectRoute(
  seed: number,
  options: CollectOptions,
  progress: (time: number) => void = () => {},
): Promise<CollectedRoute> {
  const { folder, vocabulary, seconds, driver, isSupervised } = options
  const began = performance.now()
  const episode = trainingEpisode(seed, seconds)
  const { result, samples } = await senseRoute(episode, driver, isSupervised, progress)
  const driven = performance.now()
  const writer = new ShardWriter(shardPath(folder, seed), {
    fields: plannerFields(vocabulary.count),
    metadata: shardMetadata(seed, options, episode),
  })
  try {
    const labeller = new PlanLabeller(vocabulary, result.record, episode.route, episode.index.map)
    for (const sample of samples) {
      if (sample.state + STATES_AHEAD >= result.record.count) break
      if (sample.advice === null) continue
      writer.record.floatsOf('trajectory').set(sample.advice)
      writeSceneSample(writer.record, sample)
      labeller.label(sample.state, writer.record)
      writer.append()
    }
    writer.close()
  } catch (error) {
    writer.discard()
    throw error
  }
  return {
    seed,
    samples: writer.count,
    duration: result.duration,
    driving: (driven - began) / 1000,
    labelling: (performance.now() - driven) / 1000,
    bytes: writer.count * writer.record.bytes.length,
  }
}

async function senseRoute(episode: Episode, driver: string, isSupervised: boolean, progress: (time: number) => void) {
  let sampler: DriveSampler | null = null
  const isExpert = driver === EXPERT || driver === UNSTEADY
  const result = await simulateRoute({
    episode,
    planner: isExpert ? EXPERT : driver,
    createPlanner(world, network) {
      sampler = new DriveSampler({
        expert: createSimulatedPlanner(EXPERT, GENERIC_CAR, world, 'truth', null),
        driver: isExpert ? null : createSimulatedPlanner(driver, GENERIC_CAR, world, 'fused', network),
        unsteady: driver === UNSTEADY ? new UnsteadyDriving(episode.seed, TURN) : null,
        world,
        vehicle: GENERIC_CAR,
      })
      return sampler
    },
    scene: 'fused',
    isSupervised,
    latency: 'model',
    sensors: 'surround',
    ...(isExpert && { isExposed: isExposedForSample }),
    progress,
  })
  return { result, samples: samplesOf(sampler) }
}

/** Assigned inside a callback, which the compiler does not follow. */
function samplesOf(sampler: DriveSampler | null): readonly SensedSample[] {
  return sampler?.samples ?? []
}

/** What the expert plans at 2 Hz on a route that it drives unsteadily, every 0.5 s over 4 s each: for a vocabulary, without sensors. */
export async function adviseTrajectories(seed: number): Promise<Float64Array[]> {
  const trajectories: Float64Array[] = []
  const unsteady = new UnsteadyDriving(seed, TURN)
  await simulateRoute({
    episode: trainingEpisode(seed, null),
    planner: EXPERT,
    createPlanner(world) {
      const expert = createSimulatedPlanner(EXPERT, GENERIC_CAR, world, 'truth', null)
      return {
        ...expert,
        async plan(state, scene, stamp) {
          const advised = await expert.plan(state, scene, stamp)
          const advice = sampledState(stamp) === null ? null : plannedTrajectory(advised.output)
          if (advice) trajectories.push(Float64Array.from(advice))
          return isExpertsTurn(stamp) ? advised : { ...advised, output: unsteady.disturb(advised.output, stamp) }
        },
      }
    },
    scene: 'truth',
    isSupervised: false,
    latency: 'model',
  })
  return trajectories
}

/** Throws InputError for a seed that is held out. */
export function trainingEpisode(seed: number, seconds: number | null): Episode {
  if (seed >= FIRST_HELD_OUT_SEED) {
    throw new InputError(`expected seeds below ${FIRST_HELD_OUT_SEED}, for the others are held out; found ${seed}`)
  }
  const episode = buildEpisode({ seed })
  return seconds === null ? episode : { ...episode, timeLimit: Math.min(seconds, episode.timeLimit) }
}

export function shardPath(folder: string, seed: number): string {
  return join(folder, `route-${String(seed).padStart(6, '0')}.shard`)
}

/** What shards do not say that were made before it could be chosen. */
const BEFORE = { supervisor: 'off' } as const

/** Whether a route's shard is there. Throws InputError when it was made otherwise than these options would. */
export function isCollected(seed: number, options: CollectOptions): boolean {
  const path = shardPath(options.folder, seed)
  if (!existsSync(path)) return false
  const reader = new ShardReader(path)
  reader.close()
  const expected: Readonly<Record<string, string>> = ownMetadata(seed, options)
  const found: Readonly<Record<string, string>> = { ...BEFORE, ...reader.header.metadata }
  const other = Object.keys(expected).find((key) => found[key] !== expected[key])
  if (other === undefined) return true
  throw new InputError(`expected samples with ${other} ${expected[other]}, found ${found[other] ?? 'none'}: ${path}`)
}

function ownMetadata(seed: number, { vocabulary, seconds, driver, isSupervised }: CollectOptions) {
  return {
    format: SAMPLE_FORMAT,
    seed: String(seed),
    driver: driver === EXPERT || driver === UNSTEADY ? driver : networkName(driver),
    vocabulary: vocabularyHash(vocabulary),
    seconds: seconds === null ? 'all' : String(seconds),
    supervisor: isSupervised ? 'on' : 'off',
  }
}

/** Tells networks apart wherever their files lie: a manifest names its model by hash. */
function networkName(driver: string): string {
  try {
    return `network ${createHash('sha256')
      .update(readFileSync(manifestOf(driver) ?? driver))
      .digest('hex')}`
  } catch (error) {
    throw new InputError(`expected a manifest, found ${error instanceof Error ? error.message : String(error)}`)
  }
}

function shardMetadata(seed: number, options: CollectOptions, episode: Episode) {
  const { light, weather } = episode.conditions
  return { ...ownMetadata(seed, options), episode: episode.name, light, weather }
}
