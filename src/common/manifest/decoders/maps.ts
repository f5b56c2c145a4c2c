import type { Tensor } from '../../../core/tensor.ts'
import type { MapsDecoding } from '../manifest.ts'
import { outputShape, realValues } from './output-values.ts'

/** What a network draws of its surroundings. */
export interface DrawnMaps {
  readonly kind: 'maps'
  readonly names: readonly string[]
  readonly rows: number
  readonly columns: number
  /** m: side of a cell; ego frame: x of the first column's rear edge, y of the first row's left edge. */
  readonly cell: number
  readonly rear: number
  readonly left: number
  /** [names, rows, columns]. */
  readonly logits: Float32Array
}

/** See {@link MapsDecoding}. The logits are a copy: the engine's memory is written again by its next run. */
export function decodeMaps(output: Tensor, { names, cell, rear, left }: MapsDecoding, name: string): DrawnMaps {
  const [, , rows, columns] = outputShape(output, [1, names.length, null, null], name)
  const logits = Float32Array.from(realValues(output, name))
  return { kind: 'maps', names, rows: rows!, columns: columns!, cell, rear, left, logits }
}

/** 0..1 */
export function probabilityAt({ logits, rows, columns }: DrawnMaps, map: number, row: number, column: number): number {
  return 1 / (1 + Math.exp(-logits[(map * rows + row) * columns + column]!))
}
