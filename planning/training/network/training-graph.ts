import { elementCount, type OnnxModel, onnxModel } from '../../../src/common/onnx/model.ts'
import { differentiate } from '../graph/differentiate.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { add, multiply } from '../operators/arithmetic.ts'
import { type AdamOptions, emitAdam } from './adam.ts'
import { type Arithmetic, Layers } from './layers.ts'
import { layOut, type Parameter, type ParameterLayout } from './parameters.ts'
import type { SampleTensor, TrainableNetwork, Values } from './trainable-network.ts'

/** Names of a training graph's own inputs and outputs, apart from the network's. */
export const TRAINING_NAMES = {
  parameters: 'axdrive.parameters',
  firstMoment: 'axdrive.first_moment',
  secondMoment: 'axdrive.second_moment',
  rate: 'axdrive.rate',
  stepSize: 'axdrive.step_size',
  nextParameters: 'axdrive.next_parameters',
  nextFirstMoment: 'axdrive.next_first_moment',
  nextSecondMoment: 'axdrive.next_second_moment',
  loss: 'axdrive.loss',
  gradientNorm: 'axdrive.gradient_norm',
} as const

/** Before the names of loss terms and metrics, and of the network's outputs: a target may have the same name. */
const TERM = 'axdrive.term.'
const OUTPUT = 'axdrive.output.'

export interface CompiledGraph {
  readonly model: OnnxModel
  /** Names of the loss terms and metrics; `termOutput` gives the output of each. */
  readonly terms: readonly string[]
}

/** The output that holds a loss term or a metric. */
export function termOutput(term: string): string {
  return TERM + term
}

/** The output of an evaluation graph that holds the network's output of that name. */
export function networkOutput(name: string): string {
  return OUTPUT + name
}

/** The parameters of a network, found by building it once. */
export function parameterLayout(network: TrainableNetwork): ParameterLayout {
  const parameters: Parameter[] = []
  const graph = new GraphBuilder()
  const layers = new Layers(graph, (parameter) => {
    parameters.push(parameter)
    return graph.input(parameter.name, parameter.shape)
  })
  network.build(layers, feed(graph, network.inputs, 1))
  return layOut(parameters)
}

/**
 * One step of training as one graph: forward, loss, backward and Adam. Inputs: `TRAINING_NAMES`' state and scalars, and
 * the network's inputs and targets with `batch` samples. Outputs: the next state, the loss, the norm of the gradient
 * before clipping, and every loss term and metric. With int8 arithmetic the forward pass rounds as integers would; evaluation
 * never does.
 */
export function trainingGraph(
  network: TrainableNetwork,
  layout: ParameterLayout,
  batch: number,
  adam: AdamOptions,
  arithmetic: Arithmetic = 'float',
): CompiledGraph {
  const graph = new GraphBuilder()
  const { terms, loss, parameters, vector } = forward(graph, network, layout, batch, arithmetic)
  const gradients = graph.scope('backward', () => {
    const each = differentiate(graph, loss, parameters)
    return each.map((gradient) => flat(graph, gradient))
  })
  const [firstMoment, secondMoment] = [TRAINING_NAMES.firstMoment, TRAINING_NAMES.secondMoment].map((name) =>
    graph.input(name, [layout.size]),
  )
  const scalars = { rate: graph.input(TRAINING_NAMES.rate, []), stepSize: graph.input(TRAINING_NAMES.stepSize, []) }
  const next = graph.scope('adam', () => {
    const gradient = gradients.length === 1 ? gradients[0]! : graph.apply('Concat', gradients, { axis: 0 })
    const state = { parameters: vector, firstMoment: firstMoment!, secondMoment: secondMoment! }
    return emitAdam(graph, state, gradient, scalars, layout.decaying, adam)
  })
  return compile(graph, network, terms, {
    [TRAINING_NAMES.nextParameters]: next.parameters,
    [TRAINING_NAMES.nextFirstMoment]: next.firstMoment,
    [TRAINING_NAMES.nextSecondMoment]: next.secondMoment,
    [TRAINING_NAMES.gradientNorm]: next.gradientNorm,
    [TRAINING_NAMES.loss]: loss,
  })
}

/** Loss, terms, metrics and the network's outputs for `batch` samples, without a step. */
export function evaluationGraph(network: TrainableNetwork, layout: ParameterLayout, batch: number): CompiledGraph {
  const graph = new GraphBuilder()
  const { terms, loss, outputs } = forward(graph, network, layout, batch)
  const named = Object.entries(outputs).map(([name, value]) => [networkOutput(name), value])
  return compile(graph, network, terms, { [TRAINING_NAMES.loss]: loss, ...Object.fromEntries(named) })
}

function compile(graph: GraphBuilder, network: TrainableNetwork, terms: Values, outputs: Values): CompiledGraph {
  const named = Object.entries(terms).map(([name, value]) => [termOutput(name), value] as const)
  return {
    model: onnxModel(graph.graph(network.name, { ...outputs, ...Object.fromEntries(named) })),
    terms: Object.keys(terms),
  }
}

function forward(
  graph: GraphBuilder,
  network: TrainableNetwork,
  layout: ParameterLayout,
  batch: number,
  arithmetic: Arithmetic = 'float',
) {
  const vector = graph.input(TRAINING_NAMES.parameters, [layout.size])
  const byName = splitVector(graph, vector, layout)
  const layers = new Layers(
    graph,
    ({ name }) => {
      const value = byName.get(name)
      if (!value) throw new Error(`expected network '${network.name}' to build alike each time, found new '${name}'`)
      return value
    },
    arithmetic,
  )
  const outputs = network.build(layers, feed(graph, network.inputs, batch))
  const targets = feed(graph, network.targets, batch)
  const losses = graph.scope('loss', () => network.losses(graph, outputs, targets))
  const metrics = graph.scope('metrics', () => network.metrics?.(graph, outputs, targets) ?? {})
  const loss = graph.scope('loss', () => sumOf(graph, Object.values(losses)))
  return { vector, parameters: [...byName.values()], outputs, loss, terms: { ...losses, ...metrics } }
}

function splitVector(graph: GraphBuilder, vector: Value, { parameters }: ParameterLayout): Map<string, Value> {
  return graph.scope('parameters', () => {
    const sizes = parameters.map(({ shape }) => elementCount(shape))
    const lengths = graph.constant(sizes, [sizes.length], 'int64')
    const parts =
      parameters.length === 1 ? [vector] : graph.applyAll('Split', [vector, lengths], sizes.length, { axis: 0 })
    return new Map(
      parameters.map(({ name, shape }, i) => [
        name,
        graph.apply('Reshape', [parts[i]!, graph.constant(shape, [shape.length], 'int64')]),
      ]),
    )
  })
}

function feed(graph: GraphBuilder, tensors: Readonly<Record<string, SampleTensor>>, batch: number): Values {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, type, scale = 1, offset = 0 }]) => {
      const value = graph.input(name, [batch, ...shape], type)
      if (type !== 'uint8') return [name, value]
      const real = graph.apply('Cast', [value], { to: 1 })
      return [name, add(graph, multiply(graph, real, scale), offset)]
    }),
  )
}

function sumOf(graph: GraphBuilder, terms: readonly Value[]): Value {
  const [first, ...others] = terms
  if (!first) throw new Error('expected at least one loss term, found none')
  return others.reduce((sum, term) => add(graph, sum, term), first)
}

function flat(graph: GraphBuilder, gradient: Value): Value {
  return graph.apply('Reshape', [gradient, graph.constant([elementCount(gradient.shape)], [1], 'int64')])
}
