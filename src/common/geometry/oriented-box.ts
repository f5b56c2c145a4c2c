import { convexHull, intersectionArea, polygonArea } from './convex-polygon.ts'

/** Element offsets of one upright box in a flat Float64Array: centre (m), yaw (rad), size (m). */
export const BOX = { x: 0, y: 1, z: 2, yaw: 3, length: 4, width: 5, height: 6 } as const
export const BOX_STRIDE = 7

/** Footprint corners as x, y pairs, counter-clockwise from front left; `out` has 8 elements from `start`. */
export function footprint(out: Float64Array, start: number, boxes: Float64Array, box: number): void {
  const o = box * BOX_STRIDE
  const cos = Math.cos(boxes[o + BOX.yaw]!)
  const sin = Math.sin(boxes[o + BOX.yaw]!)
  const alongX = 0.5 * boxes[o + BOX.length]! * cos
  const alongY = 0.5 * boxes[o + BOX.length]! * sin
  const acrossX = -0.5 * boxes[o + BOX.width]! * sin
  const acrossY = 0.5 * boxes[o + BOX.width]! * cos
  const x = boxes[o + BOX.x]!
  const y = boxes[o + BOX.y]!
  out[start] = x + alongX + acrossX
  out[start + 1] = y + alongY + acrossY
  out[start + 2] = x - alongX + acrossX
  out[start + 3] = y - alongY + acrossY
  out[start + 4] = x - alongX - acrossX
  out[start + 5] = y - alongY - acrossY
  out[start + 6] = x + alongX - acrossX
  out[start + 7] = y + alongY - acrossY
}

/** m³ */
export function boxVolume(boxes: Float64Array, box: number): number {
  const o = box * BOX_STRIDE
  return boxes[o + BOX.length]! * boxes[o + BOX.width]! * boxes[o + BOX.height]!
}

const corners = new Float64Array(16)
const hull = new Float64Array(2 * 17)

/**
 * Intersection over union of the volumes of two upright boxes, 0..1. Boxes without volume, or with NaN, overlap nothing.
 */
export function intersectionOverUnion(a: Float64Array, boxA: number, b: Float64Array, boxB: number): number {
  const common = commonVolume(a, boxA, b, boxB)
  if (!(common > 0)) return 0
  return Math.min(1, common / (boxVolume(a, boxA) + boxVolume(b, boxB) - common))
}

/**
 * Generalised intersection over union, -1..1: IoU - (C - U)/C, C the convex hull of both footprints times the joint
 * height range. NaN in, NaN out. Source: Rezatofighi et al. 2019, eq. 3; in 3D: Weng et al. 2022 (AB3DMOT).
 */
export function generalizedIntersectionOverUnion(a: Float64Array, boxA: number, b: Float64Array, boxB: number): number {
  const common = commonVolume(a, boxA, b, boxB)
  const union = boxVolume(a, boxA) + boxVolume(b, boxB) - common
  footprint(corners, 0, a, boxA)
  footprint(corners, 8, b, boxB)
  const base = polygonArea(hull, convexHull(hull, corners, 8))
  const enclosing = base * (Math.max(topOf(a, boxA), topOf(b, boxB)) - Math.min(bottomOf(a, boxA), bottomOf(b, boxB)))
  return common / union - (enclosing - union) / enclosing
}

function commonVolume(a: Float64Array, boxA: number, b: Float64Array, boxB: number): number {
  const height = Math.min(topOf(a, boxA), topOf(b, boxB)) - Math.max(bottomOf(a, boxA), bottomOf(b, boxB))
  if (!(height > 0) || areApart(a, boxA, b, boxB)) return 0
  footprint(corners, 0, a, boxA)
  footprint(corners, 8, b, boxB)
  return height * intersectionArea(corners, 4, 0, corners, 4, 8)
}

/** The circles around the footprints do not touch: most pairs of a frame, and cheap to see. */
function areApart(a: Float64Array, boxA: number, b: Float64Array, boxB: number): boolean {
  const i = boxA * BOX_STRIDE
  const j = boxB * BOX_STRIDE
  const reach =
    0.5 * (Math.hypot(a[i + BOX.length]!, a[i + BOX.width]!) + Math.hypot(b[j + BOX.length]!, b[j + BOX.width]!))
  const dx = a[i + BOX.x]! - b[j + BOX.x]!
  const dy = a[i + BOX.y]! - b[j + BOX.y]!
  return dx * dx + dy * dy > reach * reach
}

function topOf(boxes: Float64Array, box: number): number {
  return boxes[box * BOX_STRIDE + BOX.z]! + 0.5 * boxes[box * BOX_STRIDE + BOX.height]!
}

function bottomOf(boxes: Float64Array, box: number): number {
  return boxes[box * BOX_STRIDE + BOX.z]! - 0.5 * boxes[box * BOX_STRIDE + BOX.height]!
}
