import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DonkeyRecord, readDonkeyTub } from '../../../../datasets/donkey-tub.ts'
import { CameraInput, type RgbPicture } from '../../../../src/common/manifest/camera-input.ts'
import type { CameraSource, Manifest, ManifestModel } from '../../../../src/common/manifest/manifest.ts'
import { InputError } from '../../../../src/core/errors.ts'
import { decodeImage } from '../../../../src/io/images/image-file.ts'
import { openNetwork } from '../../../../src/io/inference/open-network.ts'
import { ADAM } from '../../network/adam.ts'
import { ShardWriter } from '../../shards/shard-writer.ts'
import type { Assessment, Recipe, Split } from '../recipe.ts'
import { DONKEY_INPUT } from './donkey-network.ts'

/** Records by their index, the end not included. Neighbours are almost equal, so the data is split by time. */
const SPLITS: Readonly<Record<Split, { readonly training: Range; readonly evaluation: Range }>> = {
  final: { training: [0, 640], evaluation: [640, Number.POSITIVE_INFINITY] },
  tune: { training: [0, 512], evaluation: [512, 640] },
}
type Range = readonly [from: number, to: number]

/** Share of the error of always answering the training data's median that the network has to stay below. */
const GOAL = 0.6

/**
 * rad of the front wheels at command 1, left negative. The tub does not say; about 25° on the 1:10 chassis of its kind.
 * Only the file's manifest uses it.
 */
const WHEEL_ANGLE = -0.44

const CAMERA: CameraSource = {
  kind: 'camera',
  camera: 'front',
  layout: 'NCHW',
  colours: 'RGB',
  // From the horizon down.
  crop: { left: 0, top: 1 / 3, right: 1, bottom: 1 },
  resize: 'area',
  range: [-1, 1],
  mean: [0, 0, 0],
  standardDeviation: [1, 1, 1],
}
const SHAPE = [1, 3, DONKEY_INPUT.height, DONKEY_INPUT.width] as const

/** Steering by one camera, learnt from a human's drive with a small car. */
export const DONKEY: Recipe = {
  name: 'donkey',
  description: 'steering from one camera, from a Donkey Car tub',
  settings: {
    batch: 64,
    steps: 300,
    rate: 0.002,
    warmUp: 30,
    finalRate: 0.01,
    adam: { ...ADAM, weightDecay: 0.05 },
    averageDecay: 0.98,
    evaluateEvery: 50,
  },
  async prepareData(paths, folder, split, onProgress) {
    const records = readRecords(paths)
    const { training, evaluation } = SPLITS[split]
    const write = async (name: string, range: Range) => {
      const path = join(folder, `${name}.shard`)
      await writeShard(path, within(records, range), onProgress)
      return [{ path }]
    }
    return {
      task: { module: new URL(`./donkey-task${import.meta.url.slice(-3)}`, import.meta.url).href },
      manifest: donkeyManifest,
      training: await write('training', training),
      evaluation: await write('evaluation', evaluation),
    }
  },
  async assess(manifestPath, paths, split) {
    const records = readRecords(paths)
    const { training, evaluation } = SPLITS[split]
    const held = within(records, evaluation)
    const answers = await answersOf(manifestPath, held)
    const error = meanError(held, (_, i) => answers[i]!)
    const median = medianOf(within(records, training).map(({ angle }) => angle))
    return assessment(
      held.length,
      error,
      meanError(held, () => median),
    )
  },
}

function donkeyManifest(model: ManifestModel): Manifest {
  return {
    name: 'donkey',
    model,
    inputs: [{ name: 'image', type: 'float32', shape: SHAPE, source: CAMERA }],
    outputs: [
      { name: 'angle', decode: { kind: 'steering', quantity: 'front-wheel-angle', gain: WHEEL_ANGLE, offset: 0 } },
    ],
  }
}

function assessment(count: number, error: number, medianError: number): Assessment {
  const goal = GOAL * medianError
  return {
    rows: [
      ['held-out records', String(count)],
      ['mean absolute error', error.toFixed(4)],
      ['always the median', medianError.toFixed(4)],
      [`goal: ${100 * GOAL} % of that`, goal.toFixed(4)],
    ],
    values: { records: count, mean_absolute_error: error, median_error: medianError, goal },
    hasReachedGoal: error <= goal,
  }
}

function readRecords(paths: readonly string[]): DonkeyRecord[] {
  const [path, ...others] = paths
  if (path === undefined || others.length > 0) throw new InputError(`expected one tub, found ${paths.length} paths`)
  return readDonkeyTub(path)
}

function within(records: readonly DonkeyRecord[], [from, to]: Range): DonkeyRecord[] {
  const found = records.filter(({ index }) => index >= from && index < to)
  if (found.length === 0) throw new InputError(`expected records with indices ${from}..${to - 1}, found none`)
  return found
}

/** Pictures as the network sees them, by the arithmetic of the manifest, before augmentation. */
async function writeShard(
  path: string,
  records: readonly DonkeyRecord[],
  onProgress: (text: string) => void,
): Promise<void> {
  const input = new CameraInput(CAMERA, { type: 'uint8', shape: SHAPE })
  const writer = new ShardWriter(path, {
    fields: [
      { name: 'image', dtype: 'u8', shape: SHAPE.slice(1) },
      { name: 'angle', dtype: 'f32', shape: [1] },
    ],
    metadata: { dataset: 'donkey-tub', records: `${records[0]!.index}..${records.at(-1)!.index}` },
  })
  for (const [i, { image, angle }] of records.entries()) {
    input.fill(writer.record.bytesOf('image'), await pictureOf(image))
    writer.record.floatsOf('angle')[0] = angle
    writer.append()
    onProgress(`reading pictures: ${i + 1} of ${records.length}`)
  }
  writer.close()
}

async function pictureOf(path: string): Promise<RgbPicture> {
  const { width, height, data } = await decodeImage(readFileSync(path), path)
  return { width, height, pixels: data }
}

/** Commands that the finished network gives for each picture, through its manifest. */
async function answersOf(manifestPath: string, records: readonly DonkeyRecord[]): Promise<number[]> {
  const network = await openNetwork(manifestPath)
  try {
    const answers: number[] = []
    for (const { image } of records) {
      const picture = await pictureOf(image)
      const result = await network.run({ stamp: 0, picture: () => picture })
      const decoded = 'outputs' in result ? result.outputs[0]?.decoded : undefined
      if (decoded?.kind !== 'steering') throw new Error(`expected a steering output, found ${decoded?.kind ?? 'none'}`)
      answers.push(decoded.value / WHEEL_ANGLE)
    }
    return answers
  } finally {
    await network.engine.close()
  }
}

function meanError(records: readonly DonkeyRecord[], answer: (record: DonkeyRecord, i: number) => number): number {
  return records.reduce((sum, record, i) => sum + Math.abs(record.angle - answer(record, i)), 0) / records.length
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}
