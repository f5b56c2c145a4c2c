import { BOX, BOX_STRIDE } from '../src/common/geometry/oriented-box.ts'

/**
 * Between KITTI's camera axes (x right, y down, z forward; a box's y is its bottom; ry turns about y, 0 = length along x)
 * and ours (x forward, y left, z up; a box's z is its centre; yaw counter-clockwise from x), both centred in the camera.
 * Angles are not wrapped: the files hold some a little beyond ±π.
 */
export function boxFromCamera(
  out: Float64Array,
  box: number,
  x: number,
  bottomY: number,
  z: number,
  rotationY: number,
  length: number,
  width: number,
  height: number,
): void {
  const o = box * BOX_STRIDE
  out[o + BOX.x] = z
  out[o + BOX.y] = -x
  out[o + BOX.z] = 0.5 * height - bottomY
  out[o + BOX.yaw] = -0.5 * Math.PI - rotationY
  out[o + BOX.length] = length
  out[o + BOX.width] = width
  out[o + BOX.height] = height
}

/** Height, width, length, x, bottom y, z, rotation about y: KITTI's order of columns. */
export function boxToCamera(boxes: Float64Array, box: number): readonly number[] {
  const o = box * BOX_STRIDE
  const height = boxes[o + BOX.height]!
  return [
    height,
    boxes[o + BOX.width]!,
    boxes[o + BOX.length]!,
    -boxes[o + BOX.y]!,
    0.5 * height - boxes[o + BOX.z]!,
    boxes[o + BOX.x]!,
    -0.5 * Math.PI - boxes[o + BOX.yaw]!,
  ]
}

/** Index and sign of the camera axis that each of our axes is. */
const AXES = [
  [2, 1],
  [0, -1],
  [1, -1],
] as const

/** World-from-camera (row-major 3×4) in our axes on both sides. */
export function poseFromCamera(pose: Float64Array): Float64Array {
  const out = new Float64Array(12)
  AXES.forEach(([row, rowSign], i) => {
    AXES.forEach(([column, columnSign], j) => {
      out[4 * i + j] = rowSign * columnSign * pose[4 * row + column]!
    })
    out[4 * i + 3] = rowSign * pose[4 * row + 3]!
  })
  return out
}
