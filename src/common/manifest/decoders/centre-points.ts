import type { ObjectClass } from '../../../core/messages.ts'
import type { Tensor } from '../../../core/tensor.ts'
import type { CentrePointsDecoding } from '../manifest.ts'
import { outputShape, realValues } from './output-values.ts'

/** Objects seen from above, the surest first. */
export interface CentrePoints {
  readonly kind: 'centre-points'
  readonly objects: readonly FoundObject[]
}

/** Ego frame of the scene: centre m, yaw rad, size m, velocity over ground m/s. */
export interface FoundObject {
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly length: number
  readonly width: number
  readonly velocityX: number
  readonly velocityY: number
  readonly class: ObjectClass
  /** 0..1 */
  readonly score: number
}

/** Channels after those of the classes. */
export const CENTRE_POINT_VALUES = {
  x: 0,
  y: 1,
  length: 2,
  width: 3,
  cos: 4,
  sin: 5,
  velocityX: 6,
  velocityY: 7,
} as const
export const CENTRE_POINT_STRIDE = Object.keys(CENTRE_POINT_VALUES).length

/** ln m: no object is longer than 33 m, and e to more than this is no size. */
const LARGEST_SIZE = 3.5

/**
 * See {@link CentrePointsDecoding}: cells whose logit is no smaller than its eight neighbours' and, as a probability, above the threshold.
 * Cells with values that are no numbers hold nothing. Source: Yin, Zhou, Krähenbühl 2021, "Center-based 3D object
 * detection and tracking", section 4.
 */
export function decodeCentrePoints(output: Tensor, decoding: CentrePointsDecoding, name: string): CentrePoints {
  const { classes, threshold, cell, rear, left, velocityScale } = decoding
  const [, , rows, columns] = outputShape(output, [1, classes.length + CENTRE_POINT_STRIDE, null, null], name)
  const values = realValues(output, name)
  const cells = rows! * columns!
  const least = Math.log(threshold / (1 - threshold))
  const objects: FoundObject[] = []
  for (const [i, objectClass] of classes.entries()) {
    for (let place = 0; place < cells; place++) {
      const logit = values[i * cells + place]!
      if (!(logit > least) || !isPeak(values, i * cells, rows!, columns!, place)) continue
      const at = (value: keyof typeof CENTRE_POINT_VALUES) =>
        values[(classes.length + CENTRE_POINT_VALUES[value]) * cells + place]!
      const object: FoundObject = {
        x: rear + ((place % columns!) + 0.5 + at('x')) * cell,
        y: left - (Math.floor(place / columns!) + 0.5) * cell + at('y') * cell,
        yaw: Math.atan2(at('sin'), at('cos')),
        length: Math.exp(Math.min(LARGEST_SIZE, at('length'))),
        width: Math.exp(Math.min(LARGEST_SIZE, at('width'))),
        velocityX: velocityScale * at('velocityX'),
        velocityY: velocityScale * at('velocityY'),
        class: objectClass,
        score: 1 / (1 + Math.exp(-logit)),
      }
      const { x, y, yaw, length, width, velocityX, velocityY } = object
      if (Number.isFinite(x + y + yaw + length + width + velocityX + velocityY)) objects.push(object)
    }
  }
  return { kind: 'centre-points', objects: objects.sort((a, b) => b.score - a.score) }
}

/** Of equal neighbours the first one is the peak. */
function isPeak(values: ArrayLike<number>, map: number, rows: number, columns: number, place: number): boolean {
  const logit = values[map + place]!
  const [row, column] = [Math.floor(place / columns), place % columns]
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      const other = r * columns + c
      const value = values[map + other]!
      if (value > logit || (value === logit && other < place)) return false
    }
  }
  return true
}
