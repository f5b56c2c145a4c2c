/** A column of points in the type in which the file holds it. */
export type PointColumn =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array

/** Points as named columns of one length (a field with a count above 1 holds count values a point in a row). */
export interface PointTable {
  readonly count: number
  readonly columns: ReadonlyMap<string, PointColumn>
}
