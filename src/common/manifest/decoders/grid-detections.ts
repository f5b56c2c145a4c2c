import type { Tensor } from '../../../core/tensor.ts'
import type { CellFunction, GridDetectionsDecoding } from '../manifest.ts'
import { outputShape, realValues } from './output-values.ts'

/** Boxes that a network found, the best first. */
export interface Detections {
  readonly kind: 'grid-detections'
  readonly boxes: readonly DetectedBox[]
}

/** Edges as shares of the cut-out of the picture; may reach beyond it. */
export interface DetectedBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** By the network's names. */
  readonly class: string
  /** 0..1 */
  readonly score: number
}

interface Candidate extends DetectedBox {
  /** Flat index of the cell: breaks ties, so that the result does not hang on the sorting. */
  readonly cell: number
}

/** See {@link GridDetectionsDecoding}. Cells whose values are not finite hold nothing. */
export function decodeGridDetections(output: Tensor, decoding: GridDetectionsDecoding, name: string): Detections {
  const { channels, classes } = decoding
  const [, depth, rows, columns] = outputShape(output, [1, null, null, null], name)
  const needed = 1 + Math.max(...Object.values(channels), channels.classes + classes.length - 1)
  if (needed > depth!) outputShape(output, [1, needed, rows!, columns!], name)
  const values = realValues(output, name)
  const cells = rows! * columns!
  const centreOf = CELL_VALUES[decoding.centre]
  const sizeOf = CELL_VALUES[decoding.size]
  const candidates: Candidate[] = []
  for (let cell = 0; cell < cells; cell++) {
    const at = (channel: number): number => values[channel * cells + cell]!
    const { score, best } = cellScore(values, cells, cell, decoding)
    if (!(score > decoding.threshold)) continue
    const x = ((cell % columns!) + centreOf(at(channels.x))) / columns!
    const y = (Math.floor(cell / columns!) + centreOf(at(channels.y))) / rows!
    const halfWidth = 0.5 * sizeOf(at(channels.width))
    const halfHeight = 0.5 * sizeOf(at(channels.height))
    const box = { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight }
    if (!(halfWidth > 0 && halfHeight > 0 && Number.isFinite(box.right + box.bottom))) continue
    candidates.push({ ...box, class: classes[best]!, score, cell })
  }
  candidates.sort((a, b) => b.score - a.score || a.cell - b.cell)
  return { kind: 'grid-detections', boxes: suppress(candidates, decoding) }
}

/** The ways from an output to a place in the picture. */
const CELL_VALUES: Readonly<Record<CellFunction, (value: number) => number>> = {
  none: (value) => value,
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  tanh: Math.tanh,
  exp: Math.exp,
}

/** The cell's score and the index of its best class. */
function cellScore(
  values: ArrayLike<number>,
  cells: number,
  cell: number,
  { channels, classes, objectnessExponent, classExponent, threshold }: GridDetectionsDecoding,
): { readonly score: number; readonly best: number } {
  const objectness = values[channels.objectness * cells + cell]! ** objectnessExponent
  // Class scores are at most 1: most cells need not be searched.
  if (!(objectness > threshold)) return { score: 0, best: 0 }
  let best = 0
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < classes.length; i++) {
    const value = values[(channels.classes + i) * cells + cell]!
    if (value > highest) {
      highest = value
      best = i
    }
  }
  return { score: Math.min(1, objectness * highest ** classExponent), best }
}

/** Non-maximum suppression: of boxes that overlap too much the best stays (Neubeck, Van Gool 2006, the greedy way). */
function suppress(
  candidates: readonly Candidate[],
  { overlap, isClassAgnostic }: GridDetectionsDecoding,
): DetectedBox[] {
  const kept: DetectedBox[] = []
  for (const { cell: _, ...box } of candidates) {
    const rivals = isClassAgnostic ? kept : kept.filter((other) => other.class === box.class)
    if (rivals.every((other) => intersectionOverUnion(other, box) <= overlap)) kept.push(box)
  }
  return kept
}

function intersectionOverUnion(a: DetectedBox, b: DetectedBox): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  if (width <= 0 || height <= 0) return 0
  const common = width * height
  return common / (area(a) + area(b) - common)
}

function area({ left, top, right, bottom }: DetectedBox): number {
  return (right - left) * (bottom - top)
}
