import type { Manifest } from '../common/manifest/manifest.ts'
import { createTensor, type Tensor } from '../core/tensor.ts'

/** Inputs for a network where nothing is shown to it: values from 0 to 1 that look random and are always the same. */
export function noiseFor({ inputs }: Manifest): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map(({ name, type, shape }): [string, Tensor] => {
      const tensor = createTensor(type, shape) as Tensor
      const { data } = tensor
      if (data instanceof Float32Array || data instanceof Float64Array) {
        for (let i = 0; i < data.length; i++) data[i] = ((i * 7919) % 1009) / 1009
      }
      return [name, tensor]
    }),
  )
}
