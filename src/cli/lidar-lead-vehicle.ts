import { KITTI_FRAME_PERIOD_NS } from '../../datasets/kitti-mot.ts'
import { KITTI_RAW_LIDAR, listKittiRawFrames, readKittiRawSweep } from '../../datasets/kitti-raw.ts'
import type { BoxTracker } from '../../fusion/tracks/box-tracker.ts'
import { createKittiTracker } from '../../fusion/tracks/track-parameters.ts'
import { LidarObjectDetector } from '../../perception/lidar/objects/lidar-objects.ts'
import { STANDING } from '../../perception/lidar/objects/placed-points.ts'
import { BOX, BOX_STRIDE } from '../common/geometry/oriented-box.ts'
import type { PointCloud } from '../core/messages.ts'
import type { BoxDetection } from '../core/observations.ts'
import type { Stamp } from '../core/time.ts'

/** The vehicle ahead in one frame. */
export interface LeadFrame {
  readonly frame: string
  /** Track id; null where no track was updated ahead. */
  readonly id: number | null
  /** From the sensor to the middle of its rear as observed, m; NaN without a track. */
  readonly distance: number
  /** The README's measure, straight from the points: 5 % quantile of x, m. */
  readonly reference: number
}

/** VW Passat of KITTI with mirrors, from the rear axle; m. */
const OWN_CAR = [-1.2, 3.2, 1.1] as const
/** m to each side of the sensor's axis. */
const AHEAD = 1
/** The tracker takes PointRCNN's logits, of which 10 is a sure car; ours run from 0 to 1. */
const SURE_SCORE = 10
/** No GPS or IMU in this recording: tracks move relative to the car. */
const STANDING_STILL = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)
/** In one frame. */
const MOST_BOXES = 256

/** Detects and tracks through a KITTI raw recording. The lead vehicle is the nearest updated track ahead. */
export function followLead(path: string): readonly LeadFrame[] {
  const detector = new LidarObjectDetector({ mounting: KITTI_RAW_LIDAR, ownCar: OWN_CAR })
  const tracker: BoxTracker = createKittiTracker('Car')
  const frames = listKittiRawFrames(path)
  const columns = new CarColumns(frames.length)
  return frames.map((frame, i) => {
    const cloud = readKittiRawSweep(path, frame)
    const cars = detector.detect(cloud, STANDING).filter((box) => box.class === 'car')
    const lead = leadOf(tracker, columns, columns.append(cars), i * KITTI_FRAME_PERIOD_NS)
    return { frame, id: lead?.id ?? null, distance: lead?.distance ?? Number.NaN, reference: rearQuantile(cloud) }
  })
}

/** Detections of the whole sequence in columns, so that an index tells in which frame a track was last updated. */
class CarColumns {
  readonly boxes: Float64Array
  readonly scores: Float64Array
  count = 0

  constructor(frames: number) {
    this.boxes = new Float64Array(frames * MOST_BOXES * BOX_STRIDE)
    this.scores = new Float64Array(frames * MOST_BOXES)
  }

  /** Returns the place of the first. */
  append(cars: readonly BoxDetection[]): number {
    const start = this.count
    for (const { position, yaw, size, score } of cars.slice(0, MOST_BOXES)) {
      this.boxes.set([...position, yaw, ...size], this.count * BOX_STRIDE)
      this.scores[this.count++] = SURE_SCORE * score
    }
    return start
  }
}

function leadOf(tracker: BoxTracker, { boxes, scores, count }: CarColumns, start: number, stamp: Stamp) {
  const tracks = tracker.step({ stamp, start, end: count, boxes, scores }, STANDING_STILL)
  let lead: { readonly id: number; readonly distance: number } | null = null
  for (let t = 0; t < tracks.count; t++) {
    const detection = tracks.detections[t]!
    if (detection < start) continue
    const o = detection * BOX_STRIDE
    const x = boxes[o + BOX.x]!
    if (x < 0 || Math.abs(boxes[o + BOX.y]!) > AHEAD) continue
    const distance = x - 0.5 * boxes[o + BOX.length]! * Math.abs(Math.cos(boxes[o + BOX.yaw]!))
    if (!lead || distance < lead.distance) lead = { id: tracks.ids[t]!, distance }
  }
  return lead
}

/** 5 % quantile (linear between ranks) of x of the points on the rear of the vehicle ahead, m; NaN without a point. */
export function rearQuantile({ x, y, z, intensity }: PointCloud): number {
  const rear = x.filter(
    (value, i) => value > 3 && Math.abs(y[i]!) < 1 && z[i]! > -1.3 && z[i]! < -0.6 && (intensity?.[i] ?? 0) > 0.1,
  )
  if (rear.length === 0) return Number.NaN
  const sorted = rear.sort()
  const rank = 0.05 * (sorted.length - 1)
  const below = Math.floor(rank)
  const share = rank - below
  return sorted[below]! * (1 - share) + sorted[Math.min(below + 1, sorted.length - 1)]! * share
}
