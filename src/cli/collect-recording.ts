import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { clusterTrajectories } from '../../planning/training/recipes/planner/cluster-trajectories.ts'
import { plannerFields, SAMPLE_FORMAT } from '../../planning/training/recipes/planner/planner-sample.ts'
import {
  keepVocabulary,
  readVocabulary,
  type TrajectoryVocabulary,
  VOCABULARY_FILE,
  vocabularyHash,
} from '../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { ShardWriter } from '../../planning/training/shards/shard-writer.ts'
import { InputError } from '../core/errors.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { AbsoluteTime } from '../io/protobuf/absolute-time.ts'
import { DEFAULT_ORDER } from '../runtime/order.ts'
import { driveVehicle } from './drive-vehicle.ts'
import { objectSensors } from './object-sensors.ts'
import { type RecordedSample, RecordingSampler } from './recording-sampler.ts'
import { runDrive } from './run-drive.ts'
import { writeSceneSample } from './scene-sampler.ts'

/** Samples a shard: 20 s, so that what is held out of one drive lies together. */
const STRETCH = 40
/** Trajectories of a vocabulary that is made from the drives themselves, at most; and driven ones for each cluster. */
const LARGEST_VOCABULARY = 256
const DRIVEN_PER_CLUSTER = 4

export interface RecordingOptions {
  readonly drives: readonly string[]
  readonly folder: string
  /** To choose from; null: that of the folder, or one of the drives' own trajectories where it has none. */
  readonly vocabulary: TrajectoryVocabulary | null
  /** The car's table, where a drive does not name it. */
  readonly vehicle?: string
  readonly onProgress: (text: string) => void
}

export interface RecordingResult {
  readonly samples: number
  readonly shards: number
  readonly vocabulary: TrajectoryVocabulary
}

/**
 * Replays recorded drives and writes what the sensors showed with what was driven: samples for imitation, without labels,
 * for nobody knows what another trajectory would have met. Throws InputError for a drive without any.
 */
export async function collectRecordings(options: RecordingOptions): Promise<RecordingResult> {
  const { drives, folder, onProgress } = options
  mkdirSync(folder, { recursive: true })
  checkDrives(options)
  const recordings: { readonly drive: string; readonly samples: readonly RecordedSample[] }[] = []
  for (const drive of drives) {
    const samples = await sampleDrive(drive, options.vehicle, onProgress)
    if (samples.length === 0) {
      throw new InputError(
        `expected a drive with cameras, lidars or radars and 4 s of driving after the first 1.5 s, found no sample: ${drive}`,
      )
    }
    recordings.push({ drive, samples })
  }
  const vocabulary =
    options.vocabulary ??
    ownVocabulary(
      folder,
      recordings.flatMap(({ samples }) => samples),
      drives,
    )
  keepVocabulary(folder, vocabulary)
  let shards = 0
  for (const { drive, samples } of recordings) {
    for (let from = 0; from < samples.length; from += STRETCH) {
      const name = `${shardStem(drive)}-${String(from / STRETCH).padStart(4, '0')}.shard`
      writeShard(join(folder, name), drive, samples.slice(from, from + STRETCH), vocabulary)
      shards++
    }
  }
  return { samples: recordings.reduce((sum, { samples }) => sum + samples.length, 0), shards, vocabulary }
}

/** Throws InputError, before any is replayed, where samples of one drive would take the place of another's. */
function checkDrives({ drives, folder }: RecordingOptions): void {
  const stems = new Set<string>()
  for (const drive of drives) {
    const first = join(folder, `${shardStem(drive)}-0000.shard`)
    if (stems.has(shardStem(drive))) throw new InputError(`expected drives of different names, found two of ${drive}`)
    if (existsSync(first)) throw new InputError(`expected a drive that is not there yet, found its samples: ${first}`)
    stems.add(shardStem(drive))
  }
}

function shardStem(drive: string): string {
  return `drive-${basename(drive).replace(/\.mcap$/, '')}`
}

async function sampleDrive(
  path: string,
  vehicleName: string | undefined,
  onProgress: (text: string) => void,
): Promise<RecordedSample[]> {
  const drive = await openDrive(path)
  const vehicle = await driveVehicle(drive, vehicleName)
  const sampler = new RecordingSampler(vehicle)
  const topics = drive.info().channels.map(({ topic }) => topic)
  await runDrive({
    source: drive,
    vehicle,
    planner: sampler,
    order: DEFAULT_ORDER,
    pace: 'fast',
    expectedTopics: [],
    expectedObjectSensors: objectSensors(vehicle, topics),
    time: new AbsoluteTime(drive.origin),
    sinks: [],
    observe: ({ tick }) => onProgress(`${basename(path)}: ${(tick.stamp / 1e9).toFixed(1)} s`),
  })
  return sampler.samples()
}

function ownVocabulary(
  folder: string,
  samples: readonly RecordedSample[],
  drives: readonly string[],
): TrajectoryVocabulary {
  const path = join(folder, VOCABULARY_FILE)
  if (existsSync(path)) return readVocabulary(path)
  const clusters = Math.min(LARGEST_VOCABULARY / 2, Math.max(1, Math.floor(samples.length / DRIVEN_PER_CLUSTER)))
  const driven = samples.map(({ trajectory }) => Float64Array.from(trajectory))
  const source = `${samples.length} trajectories of ${drives.map((drive) => basename(drive)).join(', ')}, seed 1`
  return clusterTrajectories(driven, 2 * clusters, 1, source)
}

function writeShard(
  path: string,
  drive: string,
  samples: readonly RecordedSample[],
  vocabulary: TrajectoryVocabulary,
): void {
  const writer = new ShardWriter(path, {
    fields: plannerFields(vocabulary.count),
    metadata: {
      format: SAMPLE_FORMAT,
      driver: 'recorded',
      vocabulary: vocabularyHash(vocabulary),
      drive: basename(drive),
    },
  })
  try {
    for (const sample of samples) {
      writeSceneSample(writer.record, sample)
      writer.record.floatsOf('trajectory').set(sample.trajectory)
      writer.record.bytesOf('labels').fill(0)
      writer.append()
    }
    writer.close()
  } catch (error) {
    writer.discard()
    throw error
  }
}
