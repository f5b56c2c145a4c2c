import { PLAN_POSES, POSE_STRIDE } from '../../../../src/common/scoring/motion-states.ts'
import { GENERIC_CAR } from '../../../../src/common/vehicle/generic-car.ts'
import { TRAJECTORY_STRIDE, type TrajectoryVocabulary } from './trajectory-vocabulary.ts'

/** Cells of a map of features: rows run to the right, columns ahead. m */
export interface FeatureGrid {
  readonly rows: number
  readonly columns: number
  readonly cell: number
  /** Ego frame: x of the first column's rear edge, y of the first row's left edge. */
  readonly rear: number
  readonly left: number
}

/** Parts of the 4 s over each of which a trajectory's features are averaged. */
export const PATH_SEGMENTS = 4
/** Points between two poses at which the map is read. */
const POINTS_PER_POSE = 2
/** m to either side: few trajectories turn farther away within their time, and the weights of all would grow by half. */
const MOST_BESIDE = 22

/**
 * Weights [rows · columns, count · PATH_SEGMENTS] by which a product gives, for every trajectory and part of its time
 * (column part · count + trajectory), the mean of a map's features under the middle of the car, between cells
 * bilinear. Outside the map and beyond {@link MOST_BESIDE} there is nothing.
 */
export function pathSamplingWeights({ count, poses }: TrajectoryVocabulary, grid: FeatureGrid): Float32Array {
  const columns = count * PATH_SEGMENTS
  const weights = new Float32Array(grid.rows * grid.columns * columns)
  const points = PLAN_POSES * POINTS_PER_POSE
  const share = PATH_SEGMENTS / points
  for (let trajectory = 0; trajectory < count; trajectory++) {
    for (let point = 0; point < points; point++) {
      const [x, y] = placeAt(poses, trajectory * TRAJECTORY_STRIDE, (point + 1) / POINTS_PER_POSE)
      if (Math.abs(y) > MOST_BESIDE) continue
      const column = Math.floor((point * PATH_SEGMENTS) / points) * count + trajectory
      addBilinear(weights, columns, column, grid, x, y, share)
    }
  }
  return weights
}

/** Part of a map: its first row and column, and how many. */
interface MapWindow {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** The smallest part of the map that trajectories come through, and the weights of its cells: most of a map is never read. */
export function windowedSampling(
  weights: Float32Array,
  { rows, columns }: FeatureGrid,
): { readonly weights: Float32Array; readonly window: MapWindow } {
  const width = weights.length / (rows * columns)
  const [first, last] = [
    [rows, columns],
    [-1, -1],
  ]
  for (let place = 0; place < rows * columns; place++) {
    if (weights.subarray(place * width, (place + 1) * width).every((weight) => weight === 0)) continue
    for (const [axis, at] of [Math.floor(place / columns), place % columns].entries()) {
      first![axis] = Math.min(first![axis]!, at)
      last![axis] = Math.max(last![axis]!, at)
    }
  }
  const [row, column] = [first![0]!, first![1]!]
  const window = { row, column, rows: last![0]! + 1 - row, columns: last![1]! + 1 - column }
  const kept = new Float32Array(window.rows * window.columns * width)
  for (let i = 0; i < window.rows; i++) {
    const from = ((row + i) * columns + column) * width
    kept.set(weights.subarray(from, from + window.columns * width), i * window.columns * width)
  }
  return { weights: kept, window }
}

/** m from the rear axle to the middle of the car. */
const { length, rearAxleToFront } = GENERIC_CAR.geometry
const TO_CENTRE = rearAxleToFront - length / 2

/** The middle of the car `pose` poses after now, linear in between. */
function placeAt(poses: Float64Array, at: number, pose: number): readonly [x: number, y: number] {
  const before = Math.ceil(pose) - 2
  const value = (index: number, k: number) => (index < 0 ? 0 : poses[at + index * POSE_STRIDE + k]!)
  const part = pose - (before + 1)
  const mix = (k: number) => value(before, k) + part * (value(before + 1, k) - value(before, k))
  const yaw = mix(2)
  return [mix(0) + TO_CENTRE * Math.cos(yaw), mix(1) + TO_CENTRE * Math.sin(yaw)]
}

function addBilinear(
  weights: Float32Array,
  stride: number,
  column: number,
  { rows, columns, cell, rear, left }: FeatureGrid,
  x: number,
  y: number,
  weight: number,
): void {
  const u = (x - rear) / cell - 0.5
  const v = (left - y) / cell - 0.5
  const [u0, v0] = [Math.floor(u), Math.floor(v)]
  for (const [du, dv] of CORNERS) {
    const [k, row] = [u0 + du, v0 + dv]
    if (k < 0 || k >= columns || row < 0 || row >= rows) continue
    const part = (1 - Math.abs(u - k)) * (1 - Math.abs(v - row))
    weights[(row * columns + k) * stride + column]! += weight * part
  }
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const
