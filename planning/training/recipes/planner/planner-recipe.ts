import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../../../../src/core/errors.ts'
import { ADAM } from '../../network/adam.ts'
import { shardPaths } from '../../shards/shard-paths.ts'
import { ShardReader } from '../../shards/shard-reader.ts'
import type { ShardSource } from '../../shards/shard-set.ts'
import type { Recipe, Split } from '../recipe.ts'
import { assessPlanner } from './assess-planner.ts'
import { plannerManifest } from './planner-manifest.ts'
import { SAMPLE_FORMAT } from './planner-sample.ts'
import { readVocabulary, VOCABULARY_FILE, vocabularyHash } from './trajectory-vocabulary.ts'

/** Of so many routes one is held out; what counts in the end is closed loop on seeds that nothing was collected from. */
const HELD_OUT: Readonly<Record<Split, number>> = { final: 16, tune: 4 }

/** The end-to-end planner, learnt from what `axdrive collect` has written. */
export const PLANNER: Recipe = {
  name: 'planner',
  description:
    'the end-to-end planner, from folders that `axdrive collect` wrote, or recorded drives (.mcap; imitation)',
  takesDrives: true,
  settings: {
    batch: 16,
    steps: 20_000,
    rate: 0.001,
    warmUp: 100,
    finalRate: 0.01,
    adam: { ...ADAM, weightDecay: 0.02 },
    averageDecay: 0.995,
    evaluateEvery: 500,
  },
  async prepareData(paths, _folder, split) {
    const { vocabularyPath, training, evaluation } = collectedRoutes(paths, split)
    const vocabulary = readVocabulary(vocabularyPath)
    return {
      task: {
        module: new URL(`./planner-task${import.meta.url.slice(-3)}`, import.meta.url).href,
        options: { vocabulary: vocabularyPath },
      },
      manifest: (model) => plannerManifest(vocabulary, model),
      training,
      evaluation,
    }
  },
  assess: (manifestPath, paths, split) => assessPlanner(manifestPath, collectedRoutes(paths, split).evaluation),
}

/** The shards of all folders by route. Throws InputError when they do not belong together or are too few. */
function collectedRoutes(paths: readonly string[], split: Split) {
  const vocabularyPath = join(paths[0] ?? '', VOCABULARY_FILE)
  const hash = vocabularyHash(readVocabulary(vocabularyPath))
  const shards = paths.flatMap((path) => shardsOf(path, hash))
  if (shards.length < 2) throw new InputError(`expected samples of two routes or more, found ${shards.length}`)
  const every = Math.min(HELD_OUT[split], shards.length)
  const isHeldOut = (_: ShardSource, i: number) => i % every === every - 1
  return {
    vocabularyPath,
    training: shards.filter((shard, i) => !isHeldOut(shard, i)),
    evaluation: shards.filter(isHeldOut),
  }
}

function shardsOf(folder: string, vocabulary: string): ShardSource[] {
  if (!existsSync(folder)) throw new InputError(`expected a folder of samples, found none: ${folder}`)
  return shardPaths(folder).flatMap((path) => {
    const reader = new ShardReader(path)
    reader.close()
    const { metadata } = reader.header
    if (metadata['format'] !== SAMPLE_FORMAT || metadata['vocabulary'] !== vocabulary) {
      throw new InputError(`expected samples of format ${SAMPLE_FORMAT} with labels of one vocabulary: ${path}`)
    }
    return reader.count > 0 ? [{ path }] : []
  })
}
