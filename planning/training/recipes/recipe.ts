import type { Manifest, ManifestModel } from '../../../src/common/manifest/manifest.ts'
import type { TaskReference } from '../data/training-task.ts'
import type { AdamOptions } from '../network/adam.ts'
import type { ShardSource } from '../shards/shard-set.ts'

/** What training needs to know beside network and data; each may be overruled on the command line. */
export interface RecipeSettings {
  readonly batch: number
  readonly steps: number
  /** Largest learning rate. */
  readonly rate: number
  /** Steps until it is reached. */
  readonly warmUp: number
  /** Rate at the end, as a share of the largest. */
  readonly finalRate: number
  readonly adam: AdamOptions
  readonly averageDecay: number
  readonly evaluateEvery: number
}

/**
 * final: trains on all that is for training, evaluates on what is held out for good. tune: the same with a part of the
 * training data in the place of what is held out, to try settings by.
 */
export type Split = 'final' | 'tune'

/** The network that the data ask for, and what it is trained and evaluated on. */
export interface RecipeData {
  readonly task: TaskReference
  manifest(model: ManifestModel): Manifest
  readonly training: readonly ShardSource[]
  readonly evaluation: readonly ShardSource[]
}

/** What a trained network is worth: rows to print, and whether it reached the recipe's own goal. */
export interface Assessment {
  readonly rows: readonly (readonly [name: string, value: string])[]
  readonly values: Readonly<Record<string, number>>
  readonly hasReachedGoal: boolean
}

/** A network that `axdrive train` can make: from a user's data to a file with its manifest. */
export interface Recipe {
  readonly name: string
  readonly description: string
  readonly settings: RecipeSettings
  /** Whether `--data` may name recorded drives (.mcap): they are replayed into a folder of samples first. Default false. */
  readonly takesDrives?: boolean
  /** Finds the shards that `--data` names, or writes them into `folder` from it. Throws InputError on bad data. */
  prepareData(
    paths: readonly string[],
    folder: string,
    split: Split,
    onProgress: (text: string) => void,
  ): Promise<RecipeData>
  /** Runs the finished file through its manifest on what was held out. */
  assess(manifestPath: string, paths: readonly string[], split: Split): Promise<Assessment>
}
