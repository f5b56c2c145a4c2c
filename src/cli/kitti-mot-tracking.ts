import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  KITTI_FRAME_PERIOD_NS,
  type KittiDetections,
  type KittiMotClass,
  readKittiDetections,
  readKittiPoses,
} from '../../datasets/kitti-mot.ts'
import { type KittiHeading, kittiTrackLine } from '../../datasets/kitti-mot-lines.ts'
import type { BoxTracker, BoxTracks } from '../../fusion/tracks/box-tracker.ts'
import { LatencyHistogram } from '../common/statistics/latency-histogram.ts'
import type { Warning } from '../core/warning.ts'

/** One class of one sequence, read and cut into frames before any tracker runs. */
export interface KittiRun {
  readonly kittiClass: KittiMotClass
  readonly sequence: string
  readonly detections: KittiDetections
  /** Detections of frame f are [starts[f], starts[f + 1]). */
  readonly starts: Int32Array
  readonly poses: readonly Float64Array[]
}

/** @throws InputError without poses; without a file of detections there are none, and `warn` is told */
export function readKittiRun(
  root: string,
  kittiClass: KittiMotClass,
  sequence: string,
  warn: (warning: Warning) => void,
): KittiRun {
  const detections = readKittiDetections(root, kittiClass, sequence, warn)
  const poses = readKittiPoses(root, sequence)
  const starts = new Int32Array(poses.length + 1)
  let i = 0
  for (let frame = 0; frame <= poses.length; frame++) {
    while (i < detections.frames.length && detections.frames[i]! < frame) i++
    starts[frame] = i
  }
  return { kittiClass, sequence, detections, starts, poses }
}

/** Runs a fresh tracker over the frames; `times` gets each step's duration, `onTracks` what the step gave. */
export function trackKittiRun(
  run: KittiRun,
  tracker: BoxTracker,
  times: LatencyHistogram,
  onTracks?: (frame: number, tracks: BoxTracks) => void,
): void {
  const { detections, starts, poses } = run
  for (let frame = 0; frame < poses.length; frame++) {
    const { boxes, scores } = detections
    const cycle = {
      stamp: frame * KITTI_FRAME_PERIOD_NS,
      start: starts[frame]!,
      end: starts[frame + 1]!,
      boxes,
      scores,
    }
    const before = performance.now()
    const tracks = tracker.step(cycle, poses[frame]!)
    times.add((performance.now() - before) * 1e6)
    onTracks?.(frame, tracks)
  }
}

/** The tracks of a fresh tracker in KITTI's format, a line a frame and track. */
export function kittiTrackLines(run: KittiRun, tracker: BoxTracker, heading: KittiHeading): readonly string[] {
  const lines: string[] = []
  trackKittiRun(run, tracker, new LatencyHistogram(), (frame, { count, ids, boxes, scores, detections }) => {
    for (let box = 0; box < count; box++) {
      const track = { frame, id: ids[box]!, boxes, box, score: scores[box]!, detection: detections[box]! }
      lines.push(kittiTrackLine(run.kittiClass, track, run.detections, heading))
    }
  })
  return lines
}

export function writeKittiTracks(folder: string, run: KittiRun, lines: readonly string[]): void {
  mkdirSync(join(folder, run.kittiClass), { recursive: true })
  writeFileSync(join(folder, run.kittiClass, `${run.sequence}.txt`), lines.map((line) => `${line}\n`).join(''))
}
