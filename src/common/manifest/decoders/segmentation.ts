import type { Tensor } from '../../../core/tensor.ts'
import type { SegmentationDecoding } from '../manifest.ts'
import { outputShape, realValues } from './output-values.ts'

/** A class for every pixel of the network's picture. */
export interface SegmentationMask {
  readonly kind: 'segmentation'
  readonly width: number
  readonly height: number
  readonly classes: readonly string[]
  /** Row-major indices into `classes`. */
  readonly labels: Uint8Array
}

/** The class with the highest score, pixel by pixel; of equal scores the first, so that not-a-number never wins. */
export function decodeSegmentation(output: Tensor, decoding: SegmentationDecoding, name: string): SegmentationMask {
  const { classes } = decoding
  const [, , height, width] = outputShape(output, [1, classes.length, null, null], name)
  const scores = realValues(output, name)
  const pixels = height! * width!
  const labels = new Uint8Array(pixels)
  const best = new Float64Array(pixels)
  for (let i = 0; i < pixels; i++) best[i] = scores[i]!
  for (let channel = 1; channel < classes.length; channel++) {
    const offset = channel * pixels
    for (let i = 0; i < pixels; i++) {
      const score = scores[offset + i]!
      if (score > best[i]!) {
        best[i] = score
        labels[i] = channel
      }
    }
  }
  return { kind: 'segmentation', width: width!, height: height!, classes, labels }
}

/** What a mask says of one class: how much of the picture, and where its centre is; NaN where there is none of it. */
export interface ClassArea {
  readonly name: string
  readonly pixels: number
  /** 0..1 of all pixels. */
  readonly share: number
  /** Mean column and row, in pixels of the network's picture. */
  readonly centre: readonly [x: number, y: number]
}

export function classAreas({ width, classes, labels }: SegmentationMask): readonly ClassArea[] {
  const counts = new Float64Array(classes.length)
  const sumX = new Float64Array(classes.length)
  const sumY = new Float64Array(classes.length)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    counts[label]!++
    sumX[label]! += i % width
    sumY[label]! += Math.floor(i / width)
  }
  return classes.map((name, i) => ({
    name,
    pixels: counts[i]!,
    share: counts[i]! / labels.length,
    centre: [sumX[i]! / counts[i]!, sumY[i]! / counts[i]!],
  }))
}
