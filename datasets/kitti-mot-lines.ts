import { wrapAngle } from '../src/core/angle.ts'
import type { KittiDetections, KittiMotClass } from './kitti-mot.ts'
import { boxToCamera } from './kitti-mot-frame.ts'

/** One track box: entry `box` of `boxes`, with the score to report and the detection that last updated the track. */
export interface KittiTrackBox {
  readonly frame: number
  readonly id: number
  readonly boxes: Float64Array
  readonly box: number
  readonly score: number
  readonly detection: number
}

/** The format's [-π, π), or what the tracker holds: the published one never turns a heading that a detector gave beyond ±π. */
export type KittiHeading = 'wrapped' | 'as-tracked'

/**
 * A line of KITTI's tracking results: frame, id, type, 0, 0, alpha, x1, y1, x2, y2, h, w, l, x, y, z, ry, score. Image box
 * and alpha are those of the last matched detection, as the published tracker writes them.
 */
export function kittiTrackLine(
  kittiClass: KittiMotClass,
  track: KittiTrackBox,
  detections: KittiDetections,
  heading: KittiHeading,
): string {
  const { frame, id, boxes, box, score, detection } = track
  const imageBox = detections.imageBoxes.subarray(4 * detection, 4 * detection + 4)
  const shape = boxToCamera(boxes, box)
  const rotationY = heading === 'wrapped' ? wrapWritten(shape[6]!) : shape[6]!
  const numbers = [detections.alphas[detection]!, ...imageBox, ...shape.slice(0, 6), rotationY, score]
  return `${frame} ${id} ${kittiClass} 0 0 ${numbers.map((value) => value.toFixed(6)).join(' ')}`
}

/** The six decimals next to ±π on its inner side: rounded, 3.1415927 would be read as more than π. */
const LARGEST_WRITTEN_ANGLE = Math.floor(Math.PI * 1e6) / 1e6

function wrapWritten(angle: number): number {
  return Math.max(-LARGEST_WRITTEN_ANGLE, Math.min(wrapAngle(angle), LARGEST_WRITTEN_ANGLE))
}
