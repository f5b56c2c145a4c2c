import type { ResizeFilter } from './manifest.ts'

/** One axis of a resize: target i is the sum over k < taps of weights[i · taps + k] · source[indices[i · taps + k]]. */
export interface ResampleWeights {
  readonly taps: number
  readonly indices: Int32Array
  readonly weights: Float32Array
}

/**
 * Weights that show `count` target pixels the stretch [begin, end) of a row of `length` source pixels. Pixel i covers
 * [i, i + 1); what a filter would take from outside the row it takes from the row's end. See {@link ResizeFilter}.
 */
export function resampleWeights(
  filter: ResizeFilter,
  length: number,
  begin: number,
  end: number,
  count: number,
): ResampleWeights {
  const step = (end - begin) / count
  const taps = filter === 'nearest' ? 1 : filter === 'bilinear' ? 2 : Math.ceil(step) + 1
  const indices = new Int32Array(count * taps)
  const weights = new Float32Array(count * taps)
  const clamp = (index: number): number => Math.min(Math.max(index, 0), length - 1)
  for (let i = 0; i < count; i++) {
    const at = i * taps
    const centre = begin + (i + 0.5) * step
    if (filter === 'nearest') {
      indices[at] = clamp(Math.floor(centre))
      weights[at] = 1
    } else if (filter === 'bilinear') {
      const low = Math.floor(centre - 0.5)
      const share = centre - 0.5 - low
      indices[at] = clamp(low)
      indices[at + 1] = clamp(low + 1)
      weights[at] = 1 - share
      weights[at + 1] = share
    } else {
      const from = begin + i * step
      const first = Math.floor(from)
      for (let k = 0; k < taps; k++) {
        const covered = Math.min(from + step, first + k + 1) - Math.max(from, first + k)
        indices[at + k] = clamp(first + k)
        weights[at + k] = Math.max(0, covered) / step
      }
    }
  }
  return { taps, indices, weights }
}
