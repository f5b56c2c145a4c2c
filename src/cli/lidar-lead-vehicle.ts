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
const MOST_BOXES = 1024

/** Detects and tracks through a KITTI raw recording. The lead vehicle is the nearest track ahead in the first frames. */
export function followLead(path: string): readonly LeadFrame[] {
  const detector = new LidarObjectDetector({ mounting: KITTI_RAW_LIDAR, ownCar: OWN_CAR })
  const tracker: BoxTracker = createKittiTracker('Car')
  return listKittiRawFrames(path).map((frame, i) => {
    const cloud = readKittiRawSweep(path, frame)
    const cars = detector.detect(cloud, STANDING).filter((box) => box.class === 'car')
    const lead = leadOf(tracker, cars, i * KITTI_FRAME_PERIOD_NS)
    return { frame, id: lead?.id ?? null, distance: lead?.distance ?? Number.NaN, reference: rearQuantile(cloud) }
  })
}

const boxes = new Float64Array(MOST_BOXES * BOX_STRIDE)
const scores = new Float64Array(MOST_BOXES)

function leadOf(tracker: BoxTracker, cars: readonly BoxDetection[], stamp: Stamp) {
  const end = Math.min(MOST_BOXES, cars.length)
  for (let i = 0; i < end; i++) {
    const { position, yaw, size, score } = cars[i]!
    const o = i * BOX_STRIDE
    boxes[o + BOX.x] = position[0]
    boxes[o + BOX.y] = position[1]
    boxes[o + BOX.z] = position[2]
    boxes[o + BOX.yaw] = yaw
    boxes[o + BOX.length] = size[0]
    boxes[o + BOX.width] = size[1]
    boxes[o + BOX.height] = size[2]
    scores[i] = SURE_SCORE * score
  }
  const tracks = tracker.step({ stamp, start: 0, end, boxes, scores }, STANDING_STILL)
  let lead: { readonly id: number; readonly distance: number } | null = null
  for (let t = 0; t < tracks.count; t++) {
    const car = cars[tracks.detections[t]!]
    if (!car || car.position[0] < 0 || Math.abs(car.position[1]) > AHEAD) continue
    const distance = car.position[0] - 0.5 * car.size[0] * Math.abs(Math.cos(car.yaw))
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
