import { describe, expect, it } from 'vitest'
import { checkChip, type Finding } from '../../../planning/chips/check-chip.ts'
import type { ChipTarget } from '../../../planning/chips/chip-target.ts'
import { networkFacts } from '../../../planning/chips/network-facts.ts'
import { CHIPS, findChips } from '../../../planning/chips/registry.ts'
import { inferenceModel } from '../../../planning/training/network/inference-graph.ts'
import { parameterLayout } from '../../../planning/training/network/training-graph.ts'
import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from '../../../src/common/onnx/model.ts'
import { decodeOnnx, encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { integers, networkBytes, node, noise, picture, reals } from '../../networks/small-network.ts'
import { COLUMN_NETWORK } from '../training/small-network.ts'

interface Made {
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly initializers?: readonly OnnxTensor[]
  readonly opset?: number
}

/** A network of these nodes as it comes back from a file; what nobody reads is its output. */
function made({ nodes, inputs, initializers = [], opset = 13 }: Made): OnnxModel {
  const read = new Set(nodes.flatMap((one) => one.inputs))
  const outputs = nodes.flatMap((one) => one.outputs.filter((name) => !read.has(name)))
  const values = outputs.map((name): OnnxValue => ({ name, type: 'float', shape: null }))
  return decodeOnnx(networkBytes({ nodes, inputs, outputs: values, initializers, opset }))
}

function findings(chip: string, network: Made): readonly Finding[] {
  return checkChip(networkFacts(made(network)), findChips(chip)[0]!)
}

const refusals = (chip: string, network: Made): string[] =>
  findings(chip, network)
    .filter(({ verdict }) => verdict === 'refused')
    .map(({ node: name, expected, found }) => `${name}: ${expected}; ${found}`)

const X = [picture('x', 1, 8, 16, 16)]
const weights = (...shape: number[]) => [reals('w', shape, noise(shape.reduce((a, b) => a * b, 1)))]

const conv = (kernel: number, options: Record<string, number | readonly number[]> = {}): Made => {
  const group = Number(options['group'] ?? 1)
  const pads = new Array<number>(4).fill(Math.floor(kernel / 2))
  return {
    nodes: [node('Conv', ['x', 'w'], ['y'], { kernel_shape: [kernel, kernel], pads, ...options })],
    inputs: X,
    initializers: weights(8, 8 / group, kernel, kernel),
  }
}

describe('the rules of a chip', () => {
  it.each<[string, string, Made, string]>([
    ['kernel', 'dla', conv(33), 'y: kernel from 1 to 32; 33'],
    ['padding', 'dla', conv(3, { pads: [32, 1, 1, 1] }), 'y: padding from 0 to 31; 32'],
    ['stride', 'dla', conv(3, { strides: [9, 9] }), 'y: stride from 1 to 8; 9'],
    ['dilation', 'dla', conv(3, { dilations: [33, 1], pads: [33, 1, 33, 1] }), 'dilation from 1 to 32; 33'],
    [
      'kernel of a kind',
      'deepx-m1',
      conv(7, { group: 8 }),
      'kernel size one of 3x3, 5x5; 7x7 with kind of convolution depthwise',
    ],
    ['kernel and stride', 'tidl', conv(9, { strides: [2, 2] }), 'kernel of at most 7; 9 with stride 2'],
    ['unequal strides', 'tidl', conv(3, { strides: [1, 2] }), 'strides of the axes equal; 1 and 2'],
    [
      'buffer of the convolution core',
      'dla',
      {
        nodes: [node('Conv', ['x', 'w'], ['y'])],
        inputs: [picture('x', 1, 4096, 4, 160)],
        initializers: weights(1, 4096, 1, 1),
      },
      'y: convolution buffer banks of at most 16; 21',
    ],
    [
      'pool',
      'tidl',
      { nodes: [node('MaxPool', ['x'], ['y'], { kernel_shape: [2, 2], strides: [1, 1] })], inputs: X },
      'kernel and stride one of 3x3 s1, 3x3 s2, 2x2 s2, 1x1 s1, 1x1 s2; 2x2 s1',
    ],
    [
      'plane',
      'tidl',
      { nodes: [node('GlobalAveragePool', ['x'], ['y'])], inputs: [picture('x', 1, 8, 32, 33)] },
      'height x width of at most 1024; 1056',
    ],
    [
      'axis',
      'tidl',
      { nodes: [node('Softmax', ['x'], ['y'], { axis: 1 })], inputs: X },
      'axis from the end one of -1, -2; -3',
    ],
    [
      'axis of opset 11, where none is stated',
      'tidl',
      { nodes: [node('Softmax', ['x'], ['y'])], inputs: X, opset: 11 },
      'axis from the end one of -1, -2; -3',
    ],
    [
      'rank',
      'tidl',
      {
        nodes: [node('MatMul', ['x', 'w'], ['y'])],
        inputs: [picture('x', 2, 3, 4, 5)],
        initializers: weights(5, 6),
      },
      'rank without leading ones of at most 3; 4',
    ],
    [
      'scale',
      'tidl',
      {
        nodes: [
          node('Resize', ['x', '', 'by'], ['y'], {
            mode: 'nearest',
            nearest_mode: 'floor',
            coordinate_transformation_mode: 'asymmetric',
          }),
        ],
        inputs: X,
        initializers: [reals('by', [4], [1, 1, 3, 3])],
      },
      'scale of height and width one of 1, 2, 4, 8, 16, 32; 3',
    ],
    [
      'coordinates',
      'deepx-m1',
      {
        nodes: [node('Resize', ['x', '', 'by'], ['y'], { mode: 'nearest' })],
        inputs: X,
        initializers: [reals('by', [4], [1, 1, 2, 2])],
      },
      'resize coordinates pytorch_half_pixel; half_pixel',
    ],
    [
      'computed weights',
      'dla',
      { nodes: [node('MatMul', ['x', 'z'], ['y'])], inputs: [...X, picture('z', 1, 8, 16, 4)] },
      'second input constant; computed',
    ],
    [
      'stretched inputs',
      'deepx-m1',
      { nodes: [node('Mul', ['x', 'z'], ['y'])], inputs: [...X, picture('z', 1, 1, 16, 16)] },
      'shapes of the inputs one of equal, scalar, stretched over other axes; stretched over channels',
    ],
    [
      'bounds of Clip',
      'dla',
      { nodes: [node('Clip', ['x', '', 'most'], ['y'])], inputs: X, initializers: [reals('most', [], [6])] },
      'smallest clipped value 0; -Infinity',
    ],
    [
      'permutation',
      'dla',
      { nodes: [node('Transpose', ['x'], ['y'], { perm: [1, 0, 2, 3] })], inputs: X },
      'first permuted axis 0; 1',
    ],
    [
      'slice',
      'tidl',
      { nodes: [node('Slice', ['x', 'a', 'b', 'c', 'd'], ['y'])], inputs: X, initializers: slices(2) },
      'steps of the slice 1; 2',
    ],
    [
      'size',
      'deepx-m1',
      { nodes: [node('Relu', ['x'], ['y'])], inputs: [picture('x', 1, 1, 1, 9000)] },
      'height and width from 1 to 8191; 9000',
    ],
    [
      'batch',
      'deepx-m1',
      { nodes: [node('Relu', ['x'], ['y'])], inputs: [picture('x', 2, 8, 4, 4)] },
      'a batch of at most 1; 2 in input x',
    ],
    ['opset', 'dla', { ...conv(3), opset: 18 }, 'null: an opset from 9 to 17; 18'],
    [
      'operator',
      'dla',
      { nodes: [node('GlobalAveragePool', ['x'], ['y'])], inputs: X },
      'an operator that it has; GlobalAveragePool, not taken',
    ],
    [
      'operator of another domain',
      'tensorrt',
      { nodes: [{ ...node('Gelu', ['x'], ['y']), domain: 'com.microsoft' }], inputs: X },
      'a standard operator; com.microsoft.Gelu',
    ],
    [
      'open shape',
      'tidl',
      { nodes: [node('Relu', ['x'], ['y'])], inputs: [{ name: 'x', type: 'float', shape: ['batch', 4] }] },
      'static input shapes; x axis 0 (batch)',
    ],
    ['unsigned activations', 'tensorrt', quantized('uint8', 0), 'quantised type int8; uint8'],
    ['zero point', 'tensorrt', quantized('int8', 5), 'zero point 0; 5'],
    ['zero point', 'tidl', quantized('uint8', 128), 'zero point 0; 128'],
    [
      'number format of products',
      'qualcomm-htp',
      quantized('int8', 0),
      'types of the inputs one of float, uint8, uint16; int8',
    ],
    [
      'quantised file',
      'deepx-m1',
      quantized('int8', 0),
      'null: calibrated by the compiler from the float file and pictures; 3 nodes of QuantizeLinear and DequantizeLinear: not in the table',
    ],
  ])('name the node, what is expected and what is found: %s on %s', (_, chip, network, expected) => {
    expect(refusals(chip, network).join('\n')).toContain(expected)
  })

  it('let what they allow pass', () => {
    for (const chip of CHIPS) expect(refusals(chip.name, conv(3, { strides: [2, 2] })), chip.name).toEqual([])
    for (const chip of CHIPS) expect(refusals(chip.name, conv(5, { group: 8 })), chip.name).toEqual([])
    expect(refusals('tensorrt', quantized('int8', 0))).toEqual([])
    expect(refusals('qualcomm-htp', quantized('uint8', 128))).toEqual([])
    const open: Made = { nodes: [node('Relu', ['x'], ['y'])], inputs: [{ name: 'x', type: 'float', shape: ['n', 4] }] }
    expect(refusals('tensorrt', open)).toEqual([])
  })

  it('have a nearest Resize by 2 that every chip takes', () => {
    const attributes = {
      mode: 'nearest',
      coordinate_transformation_mode: 'pytorch_half_pixel',
      nearest_mode: 'round_prefer_ceil',
    }
    const network: Made = {
      nodes: [node('Resize', ['x', '', 'by'], ['y'], attributes)],
      inputs: X,
      initializers: [reals('by', [4], [1, 1, 2, 2])],
    }
    for (const chip of CHIPS) expect(refusals(chip.name, network), chip.name).toEqual([])
  })

  it('say what is unknown and do not guess: where the documents are silent, or the file is', () => {
    const pad: Made = {
      nodes: [node('Pad', ['x', 'p'], ['y'])],
      inputs: X,
      initializers: [integers('p', [0, 0, 1, 1, 0, 0, 1, 1])],
    }
    expect(findings('dla', pad)).toMatchObject([{ verdict: 'unknown', node: 'y', found: 'Pad, not in the table' }])
    // A pool behind a shape that nobody can know.
    const lost: Made = { nodes: [node('NonZero', ['x'], ['z']), node('GlobalAveragePool', ['z'], ['y'])], inputs: X }
    const unknown = findings('tidl', lost).filter(({ verdict }) => verdict === 'unknown')
    expect(unknown.map(({ node: name, expected }) => `${name}: ${expected}`)).toEqual([
      'z: a known output shape',
      'y: a known output shape',
      'y: dimensions other than 1 of at most 4',
      'y: height x width of at most 1024',
    ])
  })

  it('leave out what a compiler folds: shapes, and the constants of weights', () => {
    const network: Made = {
      nodes: [
        node('Shape', ['x'], ['s']),
        node('Reshape', ['x', 's'], ['r']),
        node('Exp', ['w'], ['e']),
        node('Conv', ['r', 'e'], ['y']),
      ],
      inputs: X,
      initializers: weights(8, 8, 1, 1),
    }
    expect(refusals('dla', network)).toEqual([])
  })

  it('take a network that is trained here: float on every chip', async () => {
    const layout = parameterLayout(COLUMN_NETWORK)
    const model = await inferenceModel(COLUMN_NETWORK, layout, noise(layout.size))
    const network = networkFacts(decodeOnnx(encodeOnnx(model)))
    const refused = CHIPS.map((chip) => [
      chip.name,
      checkChip(network, chip)
        .filter(isRefused)
        .map(({ op }) => op),
    ])
    // The DLA has no average over the whole plane, and reshapes no pictures to vectors.
    expect(Object.fromEntries(refused)).toEqual({
      tensorrt: [],
      dla: expect.arrayContaining(['GlobalAveragePool', 'Reshape']),
      'qualcomm-htp': [],
      tidl: [],
      'deepx-m1': [],
    })
  })

  it('each name a document', () => {
    for (const chip of CHIPS) {
      const sources = [chip.source, chip.opset.source, chip.int8.source, chip.tops.source, chip.onChipBytes.source]
      for (const source of sources) expect(source.length, chip.name).toBeGreaterThan(8)
    }
    expect(() => findChips('abacus')).toThrow(
      "expected a chip out of tensorrt, dla, qualcomm-htp, tidl, deepx-m1 or all; found 'abacus'",
    )
  })
})

const isRefused = ({ verdict }: Finding) => verdict === 'refused'

function slices(step: number): OnnxTensor[] {
  return [integers('a', [0]), integers('b', [8]), integers('c', [3]), integers('d', [step])]
}

/** x and a constant through their integers into a product. */
function quantized(type: 'int8' | 'uint8', zeroPoint: number): Made {
  const array = type === 'int8' ? Int8Array : Uint8Array
  const zero: OnnxTensor = { name: 'zero', type, shape: [], data: array.of(zeroPoint) }
  return {
    nodes: [
      node('QuantizeLinear', ['x', 'scale', 'zero'], ['q']),
      node('DequantizeLinear', ['q', 'scale', 'zero'], ['d']),
      node('DequantizeLinear', ['w', 'scale', 'zero'], ['v']),
      node('MatMul', ['d', 'v'], ['y']),
    ],
    inputs: [picture('x', 1, 4)],
    initializers: [
      reals('scale', [], [0.1]),
      zero,
      { name: 'w', type, shape: [4, 2], data: array.from([1, 2, 3, 4, 5, 6, 7, 8]) },
    ],
  }
}

/** A chip is data: a copy with one entry changed checks by that entry. */
describe('a chip as data', () => {
  it('can be a variant of another one', () => {
    const tidl = findChips('tidl')[0]!
    const bare: ChipTarget = { ...tidl, name: 'bare', operators: { Relu: [] } }
    const network = networkFacts(made(conv(3)))
    expect(checkChip(network, bare)).toMatchObject([{ verdict: 'refused', node: 'y', op: 'Conv' }])
  })
})
