import { statSync } from 'node:fs'
import type { NetworkInputs } from '../../planning/quantize/calibrate.ts'
import { plannerInputs } from '../../planning/training/recipes/planner/planner-inputs.ts'
import { shardPaths } from '../../planning/training/shards/shard-paths.ts'
import { ShardSet } from '../../planning/training/shards/shard-set.ts'
import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { InputError } from '../core/errors.ts'
import { createTensor, type Tensor } from '../core/tensor.ts'
import { networkFrames } from './network-frames.ts'

/** What a network is calibrated on, one moment. The caller may keep the tensors. */
export interface CalibrationFrame {
  readonly name: string
  readonly inputs: NetworkInputs
}

/**
 * Pictures, the cameras of one drive, or `most` samples spread evenly over folders that `axdrive collect` wrote. Throws
 * InputError for what cannot be read, and where something that the network asks for is missing.
 */
export async function* calibrationFrames(
  paths: readonly string[],
  network: ManifestNetwork,
  most: number,
): AsyncIterable<CalibrationFrame> {
  if (paths.every((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())) {
    yield* sampleFrames(paths, network, most)
    return
  }
  for await (const frame of networkFrames(paths, network.cameras)) {
    const result = network.inputsFor({ stamp: frame.stamp ?? 0, picture: frame.picture })
    if ('missing' in result) throw new InputError(`expected ${result.missing}, found none: ${frame.name}`)
    yield { name: frame.name, inputs: copyInputs(result.inputs) }
  }
}

function* sampleFrames(folders: readonly string[], network: ManifestNetwork, most: number): Iterable<CalibrationFrame> {
  const files = folders.flatMap(shardPaths).map((path) => ({ path }))
  if (files.length === 0) throw new InputError(`expected folders of samples, found no shard: ${folders.join(', ')}`)
  const set = new ShardSet(files)
  try {
    const frames = Math.min(most, set.count)
    for (let i = 0; i < frames; i++) {
      const sample = Math.floor(((i + 0.5) * set.count) / frames)
      set.read(sample)
      yield { name: `sample ${sample}`, inputs: plannerInputs(network.manifest, set.record) }
    }
  } finally {
    set.close()
  }
}

function copyInputs(inputs: NetworkInputs): NetworkInputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { type, shape, data }]) => {
      const copy = createTensor(type, shape) as Tensor
      copy.data.set(data as never)
      return [name, copy]
    }),
  )
}
