import { readFileSync } from 'node:fs'
import { CameraInput } from '../../src/common/manifest/camera-input.ts'
import type { CameraSource } from '../../src/common/manifest/manifest.ts'
import { type OnnxNode, type OnnxTensor, type OnnxValue, onnxModel } from '../../src/common/onnx/model.ts'
import { createTensor, type Tensor } from '../../src/core/tensor.ts'
import { openEngine } from '../../src/io/inference/open-engine.ts'
import { encodeOnnx } from '../../src/io/onnx/onnx-codec.ts'
import type { BenchCase } from '../case.ts'
import { sharedFolder } from '../shared-folder.ts'

type Network = () => { readonly bytes: Uint8Array; readonly where: string } | null

/** One run of a network in an engine's thread, inputs and outputs in its own memory. */
function run(name: string, engine: string, network: Network, isQuick = false): BenchCase {
  return {
    name,
    perCall: { amount: 1, unit: 'runs' },
    isQuick,
    prepare: async () => {
      const found = network()
      if (found === null) return null
      const opened = await openEngine(engine, found.bytes, found.where)
      const inputs: Record<string, Tensor> = {}
      for (const spec of opened.inputs) {
        const tensor = opened.inputTensor(spec.name) ?? (createTensor(spec.type, spec.shape) as Tensor)
        for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = ((i * 7919) % 1009) / 1009
        inputs[spec.name] = tensor
      }
      return { run: async () => opened.run(inputs), dispose: () => opened.close() }
    },
  }
}

/** What a run costs beside the network: one addition. */
const addition: Network = () => ({
  where: 'one addition',
  bytes: network(
    [{ name: 'y', op: 'Add', domain: '', inputs: ['x', 'x'], outputs: ['y'], attributes: {} }],
    [1, 1],
    [1, 1],
    [],
  ),
})

const LAYERS = 4
const CHANNELS = 32
const SIDE = 64

/** Four 3×3 convolutions over 32 channels of 64×64: 0.15 billion multiply-accumulates, a small planner's size. */
const convolutions: Network = () => {
  const names = Array.from({ length: LAYERS + 1 }, (_, i) => (i === 0 ? 'x' : i === LAYERS ? 'y' : `h${i}`))
  const nodes = names.slice(1).map(
    (name, i): OnnxNode => ({
      name,
      op: 'Conv',
      domain: '',
      inputs: [names[i]!, 'w'],
      outputs: [name],
      attributes: { pads: { kind: 'ints', value: [1, 1, 1, 1] } },
    }),
  )
  const data = Float32Array.from({ length: CHANNELS * CHANNELS * 9 }, (_, i) => ((i * 7919) % 1009) / 10_090 - 0.05)
  const shape = [1, CHANNELS, SIDE, SIDE]
  const weights: OnnxTensor = { name: 'w', type: 'float', shape: [CHANNELS, CHANNELS, 3, 3], data }
  return { where: 'four convolutions', bytes: network(nodes, shape, shape, [weights]) }
}

function network(
  nodes: readonly OnnxNode[],
  from: readonly number[],
  to: readonly number[],
  initializers: readonly OnnxTensor[],
): Uint8Array {
  const value = (name: string, shape: readonly number[]): OnnxValue => ({ name, type: 'float', shape })
  const graph = {
    name: 'bench',
    nodes,
    inputs: [value('x', from)],
    outputs: [value('y', to)],
    initializers,
    values: [],
  }
  return encodeOnnx(onnxModel(graph))
}

const shared =
  (file: string): Network =>
  () => {
    const folder = sharedFolder(`onnx/${file}`)
    return folder === null ? null : { bytes: readFileSync(`${folder}/onnx/${file}`), where: file }
  }

const FRONT: CameraSource = {
  kind: 'camera',
  camera: 'front',
  layout: 'NCHW',
  colours: 'RGB',
  crop: { left: 0, top: 0, right: 1, bottom: 1 },
  resize: 'bilinear',
  range: [0, 1],
  mean: [0.485, 0.456, 0.406],
  standardDeviation: [0.229, 0.224, 0.225],
}

/** Crop, resize and normalise one 1280×720 picture into 640×360. */
const cameraInput: BenchCase = {
  name: 'inference/camera-input',
  perCall: { amount: 1, unit: 'pictures' },
  isQuick: true,
  prepare: async () => {
    const tensor = createTensor('float32', [1, 3, 360, 640])
    const input = new CameraInput(FRONT, tensor)
    const pixels = new Uint8Array(3 * 1280 * 720).map((_, i) => (i * 2654435761) >>> 24)
    return { run: () => input.fill(tensor.data, { width: 1280, height: 720, pixels }) }
  },
}

export const INFERENCE_CASES: readonly BenchCase[] = [
  run('inference/engine-overhead', 'onnxruntime', addition, true),
  run('inference/convolutions-onnxruntime', 'onnxruntime', convolutions, true),
  run('inference/convolutions-tfjs', 'tfjs', convolutions),
  run('inference/twinlitenet-onnxruntime', 'onnxruntime', shared('twinlitenet/twinlitenet.onnx')),
  run('inference/fastestdet-onnxruntime', 'onnxruntime', shared('fastestdet/FastestDet.onnx')),
  run('inference/fastestdet-tfjs', 'tfjs', shared('fastestdet/FastestDet.onnx')),
  cameraInput,
]
