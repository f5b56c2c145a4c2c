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

/**
 * A line of KITTI's tracking results: frame, id, type, 0, 0, alpha, x1, y1, x2, y2, h, w, l, x, y, z, ry, score. Image box
 * and alpha are those of the last matched detection, as the published tracker writes them.
 */
export function kittiTrackLine(kittiClass: KittiMotClass, track: KittiTrackBox, detections: KittiDetections): string {
  const { frame, id, boxes, box, score, detection } = track
  const imageBox = detections.imageBoxes.subarray(4 * detection, 4 * detection + 4)
  const numbers = [detections.alphas[detection]!, ...imageBox, ...boxToCamera(boxes, box), score]
  return `${frame} ${id} ${kittiClass} 0 0 ${numbers.map((value) => value.toFixed(6)).join(' ')}`
}
