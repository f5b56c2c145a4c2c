import type { OnnxModel } from '../../src/common/onnx/model.ts'
import { InputError } from '../../src/core/errors.ts'
import type { InferenceEngine } from '../../src/core/inference.ts'
import type { Tensor } from '../../src/core/tensor.ts'
import { AbsoluteHistogram } from './absolute-histogram.ts'
import type { QuantizationPlan } from './quantization-plan.ts'

/** A network's inputs by name. */
export type NetworkInputs = Readonly<Record<string, Tensor>>

/** Magnitudes of a network's values over the calibration inputs, by name. */
export type ActivationHistograms = ReadonlyMap<string, AbsoluteHistogram>

/** The network with every measured value as an output beside its own: what an engine runs while calibrating. */
export function observableModel(model: OnnxModel, plan: QuantizationPlan): OnnxModel {
  const { graph } = model
  const given = new Set([...graph.outputs, ...graph.inputs].map(({ name }) => name))
  const names = [...plan.measured.values()].flat().filter((name) => !given.has(name))
  const outputs = names.map((name) => ({ name, type: 'float' as const, shape: null }))
  return { ...model, graph: { ...graph, outputs: [...graph.outputs, ...outputs] } }
}

/**
 * Runs `engine`, which holds the observable model, over the inputs. Throws InputError when there are none or a value is
 * not finite.
 */
export async function calibrate(
  engine: Pick<InferenceEngine, 'run'>,
  plan: QuantizationPlan,
  inputs: AsyncIterable<NetworkInputs> | Iterable<NetworkInputs>,
): Promise<ActivationHistograms> {
  const histograms = new Map<string, AbsoluteHistogram>()
  for (const name of [...plan.measured.values()].flat()) histograms.set(name, new AbsoluteHistogram())
  let runs = 0
  for await (const given of inputs) {
    const outputs = await engine.run(given)
    for (const [name, histogram] of histograms) {
      const { data } = outputs[name] ?? given[name] ?? {}
      if (!(data instanceof Float32Array)) throw new Error(`expected float values of '${name}', found others`)
      try {
        histogram.add(data)
      } catch (error) {
        throw new InputError(`${error instanceof Error ? error.message : error} in value '${name}', run ${runs + 1}`)
      }
    }
    runs++
  }
  if (runs === 0) throw new InputError('expected inputs to calibrate by, found none')
  return histograms
}

/**
 * Scale of each group: the magnitude that `share` of a value's elements do not exceed becomes 127, the largest of its
 * values'. A group of zeros alone gets scale 1.
 */
export function activationScales(
  plan: QuantizationPlan,
  histograms: ActivationHistograms,
  share: number,
): ReadonlyMap<string, number> {
  return new Map(
    [...plan.measured].map(([group, names]) => {
      const bound = Math.max(...names.map((name) => histograms.get(name)?.quantile(share) ?? 0))
      return [group, bound > 0 ? Math.fround(bound / LARGEST_INT8) : 1]
    }),
  )
}

/** Symmetric: -128 is left out, so that a number and its opposite are one step each. */
export const LARGEST_INT8 = 127
