import type { TrainingTask } from '../../../planning/training/data/training-task.ts'
import { ShardWriter } from '../../../planning/training/shards/shard-writer.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { COLUMN_NETWORK, columnImage } from './small-network.ts'

/** Loaded by the threads of a training under test. Augments by mirroring. */
export const TASK: TrainingTask = {
  network: COLUMN_NETWORK,
  prepare(sample, out, random) {
    const isMirrored = random !== null && random.uniform() < 0.5
    const [image, position] = [sample.bytesOf('image'), sample.floatsOf('position')[0]!]
    const target = out.bytes('image')
    for (let i = 0; i < image.length; i++) target[i] = image[isMirrored ? i - (i % 16) + 15 - (i % 16) : i]!
    out.floats('position')[0] = isMirrored ? -position : position
  },
}

/** A shard of `count` images with the positions of their columns. */
export function writeColumns(path: string, count: number, seed: number): void {
  const random = new Random(seed)
  const writer = new ShardWriter(path, {
    fields: [
      { name: 'image', dtype: 'u8', shape: [1, 8, 16] },
      { name: 'position', dtype: 'f32', shape: [1] },
    ],
    metadata: {},
  })
  for (let i = 0; i < count; i++) {
    const position = random.between(-0.9, 0.9)
    columnImage(position, () => random.uniform(), writer.record.bytesOf('image'))
    writer.record.floatsOf('position')[0] = position
    writer.append()
  }
  writer.close()
}
