import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RgbPicture } from '../../../src/common/manifest/camera-input.ts'
import { classAreas } from '../../../src/common/manifest/decoders/segmentation.ts'
import type { ManifestNetwork } from '../../../src/common/manifest/manifest-network.ts'
import { elementCount, type Tensor } from '../../../src/core/tensor.ts'
import { decodeImage } from '../../../src/io/images/image-file.ts'
import { openNetwork } from '../../../src/io/inference/open-network.ts'
import { manifestBeside } from '../../networks/manifest-beside.ts'
import { sharedData } from '../../shared-data.ts'

const folder = sharedData('onnx')

interface Statistics {
  readonly mean: number
  readonly rms: number
  readonly min: number
  readonly max: number
}

/** The input that both expectations are stated for. */
async function runSynthetic({ engine }: ManifestNetwork): Promise<Readonly<Record<string, Tensor>>> {
  const { name, shape } = engine.inputs[0]!
  const data = Float32Array.from({ length: elementCount(shape) }, (_, i) => ((i * 7919) % 1009) / 1009)
  return engine.run({ [name]: { type: 'float32', shape, data } })
}

function expectStatistics({ data }: Tensor, expected: Statistics, first: readonly number[]): void {
  const values = Float64Array.from(data as Float32Array)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const rms = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
  const found = { mean, rms, min: Math.min(...chunks(values, Math.min)), max: Math.max(...chunks(values, Math.max)) }
  for (const key of ['mean', 'rms', 'min', 'max'] as const)
    expect(Math.abs(found[key] - expected[key])).toBeLessThan(1e-3)
  for (const [i, value] of first.entries()) expect(Math.abs(values[i]! - value)).toBeLessThan(1e-3)
}

/** Spreading a million arguments overflows the stack. */
function chunks(values: Float64Array, reduce: (...chunk: number[]) => number): number[] {
  return Array.from({ length: Math.ceil(values.length / 8192) }, (_, i) =>
    reduce(...values.subarray(8192 * i, 8192 * (i + 1))),
  )
}

async function show(network: ManifestNetwork, file: string) {
  const { width, height, data } = await decodeImage(readFileSync(file), file)
  const picture: RgbPicture = { width, height, pixels: data }
  const result = await network.run({ stamp: 0, picture: (camera) => (camera === 'front' ? picture : undefined) })
  if (!('outputs' in result)) throw new Error(`expected outputs, found ${result.missing} missing`)
  return { picture, outputs: result.outputs.map(({ decoded }) => decoded) }
}

describe.skipIf(folder === null)('TwinLiteNet, by its manifest alone', () => {
  const expected = () => JSON.parse(readFileSync(`${folder}/twinlitenet/expected.json`, 'utf8'))
  const pictures = folder === null ? [] : Object.keys(expected().images)
  let network: ManifestNetwork
  beforeAll(async () => {
    network = await openNetwork(manifestBeside(`${folder}/twinlitenet`, 'twinlitenet'))
  })
  afterAll(() => network?.engine.close())

  it('gives the stated values for the synthetic input', async () => {
    const { synthetic } = expected()
    const outputs = await runSynthetic(network)
    expectStatistics(outputs['da']!, synthetic.da, synthetic.daFirst8)
    expectStatistics(outputs['ll']!, synthetic.ll, synthetic.llFirst8)
  })

  it.each(pictures)('sees drivable area and lanes of %s', async (name) => {
    const { outputs } = await show(network, `${folder}/twinlitenet/images/${name}`)
    const { daPercent, llPercent, daCentroidXY } = expected().images[name]
    const [drivable, lanes] = outputs.map((output) => {
      if (output.kind !== 'segmentation') throw new Error(`expected a mask, found ${output.kind}`)
      return classAreas(output)[1]!
    })
    expect(Math.abs(100 * drivable!.share - daPercent)).toBeLessThan(0.4)
    expect(Math.abs(100 * lanes!.share - llPercent)).toBeLessThan(0.1)
    expect(Math.hypot(drivable!.centre[0] - daCentroidXY[0], drivable!.centre[1] - daCentroidXY[1])).toBeLessThan(4)
  })
})

describe.skipIf(folder === null)('FastestDet, by its manifest alone', () => {
  const expected = () => JSON.parse(readFileSync(`${folder}/fastestdet/expected.json`, 'utf8'))
  let network: ManifestNetwork
  beforeAll(async () => {
    network = await openNetwork(manifestBeside(`${folder}/fastestdet`, 'fastestdet'))
  })
  afterAll(() => network?.engine.close())

  it('gives the stated values for the synthetic input', async () => {
    const { synthetic } = expected()
    expectStatistics((await runSynthetic(network))['758']!, synthetic, synthetic.first8)
  })

  it('finds the four people, in the right colour order', async () => {
    const { picture, outputs } = await show(network, `${folder}/fastestdet/3.jpg`)
    const [found] = outputs
    if (found?.kind !== 'grid-detections') throw new Error('expected detections')
    const people: readonly Record<'x1' | 'y1' | 'x2' | 'y2' | 'score', number>[] = expected().detectionsBGR
    expect(found.boxes.map((box) => box.class)).toEqual(people.map(() => 'person'))
    for (const [i, person] of people.entries()) {
      const box = found.boxes[i]!
      const edges = [
        box.left * picture.width,
        box.top * picture.height,
        box.right * picture.width,
        box.bottom * picture.height,
      ]
      for (const [k, edge] of [person.x1, person.y1, person.x2, person.y2].entries()) {
        expect(Math.abs(edges[k]! - edge)).toBeLessThan(10)
      }
      // Far closer than the 0.05 that a decoder may cost: in the wrong order the scores differ by up to 0.04.
      expect(Math.abs(box.score - person.score)).toBeLessThan(0.01)
    }
  })
})
