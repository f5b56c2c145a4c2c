import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import type { Layers } from './layers.ts'

/** A tensor that a sample holds, as it is fed for training. */
export interface SampleTensor {
  /** Without the batch axis. */
  readonly shape: readonly number[]
  /** uint8 is fed as bytes and becomes real inside the graph: value = byte · scale + offset. int64 is for indices. */
  readonly type: 'float' | 'uint8' | 'int64'
  /** Of uint8. Default 1. */
  readonly scale?: number
  /** Of uint8. Default 0. */
  readonly offset?: number
}

export type Values = Readonly<Record<string, Value>>

/** A network and what it learns: defined once, for training, evaluation and the file that a car runs. */
export interface TrainableNetwork {
  readonly name: string
  /** What the network sees. The file that a car runs takes them as float, batch 1, under the same names. */
  readonly inputs: Readonly<Record<string, SampleTensor>>
  /** What only the loss sees. */
  readonly targets: Readonly<Record<string, SampleTensor>>
  /** Outputs by name from inputs [batch, ...]. Only operators that chips take (docs/design.md §6). */
  build(layers: Layers, inputs: Values): Values
  /** Scalar terms by name, each with its weight in it; their sum is minimised. Any operator. */
  losses(graph: GraphBuilder, outputs: Values, targets: Values): Values
  /** Scalars to watch, which do not take part. */
  metrics?(graph: GraphBuilder, outputs: Values, targets: Values): Values
}
