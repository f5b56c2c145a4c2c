import { Tensor } from 'onnxruntime-node'
import type { BatchLayout } from '../data/tensor-views.ts'
import { type AdamOptions, stepScalars } from '../network/adam.ts'
import type { Arithmetic } from '../network/layers.ts'
import type { ParameterLayout } from '../network/parameters.ts'
import type { TrainableNetwork } from '../network/trainable-network.ts'
import { evaluationGraph, TRAINING_NAMES as NAMES, parameterLayout, trainingGraph } from '../network/training-graph.ts'
import { type Compiled, compile, type Device, numberOf } from './compiled-graph.ts'

/** All that a step changes, as flat vectors over the parameters. */
export interface TrainingState {
  readonly parameters: Float32Array
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  /** Running mean of the parameters over the last steps, which generalises better than the last ones. */
  readonly average: Float32Array
}

export interface StepResult {
  readonly loss: number
  readonly gradientNorm: number
  /** Loss terms and metrics by name. */
  readonly terms: Readonly<Record<string, number>>
}

export interface StepOptions {
  readonly batch: number
  readonly adam: AdamOptions
  /** Share of the old mean that stays in the running mean at each step; 0: the mean is the parameters themselves. */
  readonly averageDecay: number
  readonly device: Device
  /** What the network is to run on. Default float. */
  readonly arithmetic?: Arithmetic
}

/** Runs training steps and evaluations. Each blocks its thread for the whole step: for worker threads. */
export class StepSession {
  readonly layout: ParameterLayout
  readonly #network: TrainableNetwork
  readonly #options: StepOptions
  readonly #training: Compiled
  readonly #evaluations = new Map<number, Compiled>()
  /** The runtime writes the next parameters before it has read the old ones for the last time: two sets in turn. */
  readonly #sets: readonly [StateSet, StateSet]
  readonly #average: Float32Array
  #current = 0

  private constructor(
    network: TrainableNetwork,
    layout: ParameterLayout,
    training: Compiled,
    options: StepOptions,
    state: TrainingState,
  ) {
    this.#network = network
    this.#options = options
    this.#training = training
    this.layout = layout
    this.#sets = [stateSet(state), stateSet(state)]
    this.#average = Float32Array.from(state.average)
  }

  /** Throws when `state` is of another size than the network's parameters. */
  static async open(network: TrainableNetwork, state: TrainingState, options: StepOptions): Promise<StepSession> {
    const layout = parameterLayout(network)
    for (const [name, vector] of Object.entries(state)) {
      if (vector.length !== layout.size) {
        throw new Error(`expected ${layout.size} elements of state '${name}', found ${vector.length}`)
      }
    }
    const graph = trainingGraph(network, layout, options.batch, options.adam, options.arithmetic)
    return new StepSession(network, layout, await compile(graph, options.device), options, state)
  }

  /** Step `step` (from 0) at learning rate `rate` on the batch in `memory`. Throws when the loss is not finite. */
  async step(step: number, rate: number, batch: BatchLayout, memory: ArrayBufferLike): Promise<StepResult> {
    const [now, next] = [this.#sets[this.#current]!, this.#sets[1 - this.#current]!]
    const scalars = stepScalars(step, rate, this.#options.adam)
    const results = await this.#training.session.run(
      {
        ...this.#training.feed(batch, memory),
        [NAMES.parameters]: now.parameters,
        [NAMES.firstMoment]: now.firstMoment,
        [NAMES.secondMoment]: now.secondMoment,
        [NAMES.rate]: scalar(scalars.rate),
        [NAMES.stepSize]: scalar(scalars.stepSize),
      },
      {
        ...this.#training.fetches,
        [NAMES.nextParameters]: next.parameters,
        [NAMES.nextFirstMoment]: next.firstMoment,
        [NAMES.nextSecondMoment]: next.secondMoment,
      },
    )
    const result = {
      loss: numberOf(results[NAMES.loss]),
      gradientNorm: numberOf(results[NAMES.gradientNorm]),
      terms: this.#training.termsOf(results),
    }
    if (!Number.isFinite(result.loss) || !Number.isFinite(result.gradientNorm)) {
      throw new Error(
        `expected a finite loss at step ${step}, found ${result.loss} with a gradient of ${result.gradientNorm}`,
      )
    }
    this.#current = 1 - this.#current
    this.#updateAverage(step)
    return result
  }

  /** Loss and terms over the first `count` samples in `memory` with the running mean of the parameters. */
  async evaluate(batch: BatchLayout, memory: ArrayBufferLike, count: number): Promise<StepResult> {
    const compiled = await this.#evaluation(count)
    const results = await compiled.session.run(
      {
        ...compiled.feed(batch, memory),
        [NAMES.parameters]: new Tensor('float32', this.#average, [this.layout.size]),
      },
      compiled.fetches,
    )
    return { loss: numberOf(results[NAMES.loss]), gradientNorm: 0, terms: compiled.termsOf(results) }
  }

  /** A copy of the state as it is between steps. */
  state(): TrainingState {
    const { arrays } = this.#sets[this.#current]!
    return {
      parameters: arrays.parameters.slice(),
      firstMoment: arrays.firstMoment.slice(),
      secondMoment: arrays.secondMoment.slice(),
      average: this.#average.slice(),
    }
  }

  async close(): Promise<void> {
    for (const { session } of [this.#training, ...this.#evaluations.values()]) await session.release()
  }

  /** The last batch of an evaluation may be smaller: a graph has one batch size. */
  async #evaluation(count: number): Promise<Compiled> {
    const known = this.#evaluations.get(count)
    if (known) return known
    const compiled = await compile(evaluationGraph(this.#network, this.layout, count), this.#options.device)
    this.#evaluations.set(count, compiled)
    return compiled
  }

  /** In the first steps the mean follows faster, so that it forgets where training began. */
  #updateAverage(step: number): void {
    const { averageDecay } = this.#options
    const share = 1 - Math.min(averageDecay, (1 + step) / (10 + step))
    const average = this.#average
    const { parameters } = this.#sets[this.#current]!.arrays
    if (averageDecay === 0) average.set(parameters)
    else for (let i = 0; i < average.length; i++) average[i]! += share * (parameters[i]! - average[i]!)
  }
}

interface StateSet {
  readonly arrays: Omit<TrainingState, 'average'>
  readonly parameters: Tensor
  readonly firstMoment: Tensor
  readonly secondMoment: Tensor
}

function stateSet(state: TrainingState): StateSet {
  const arrays = {
    parameters: Float32Array.from(state.parameters),
    firstMoment: Float32Array.from(state.firstMoment),
    secondMoment: Float32Array.from(state.secondMoment),
  }
  const tensor = (data: Float32Array) => new Tensor('float32', data, [data.length])
  return {
    arrays,
    parameters: tensor(arrays.parameters),
    firstMoment: tensor(arrays.firstMoment),
    secondMoment: tensor(arrays.secondMoment),
  }
}

function scalar(value: number): Tensor {
  return new Tensor('float32', Float32Array.of(value), [])
}
