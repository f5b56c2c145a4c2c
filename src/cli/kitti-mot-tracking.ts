import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  KITTI_FRAME_PERIOD_NS,
  type KittiDetections,
  type KittiMotClass,
  readKittiDetections,
  readKittiPoses,
} from '../../datasets/kitti-mot.ts'
import { kittiTrackLine } from '../../datasets/kitti-mot-lines.ts'
import type { BoxTracker, BoxTracks } from '../../fusion/tracks/box-tracker.ts'
import type { LatencyHistogram } from '../common/statistics/latency-histogram.ts'

/** One class of one sequence, read and cut into frames before any tracker runs. */
export interface KittiRun {
  readonly kittiClass: KittiMotClass
  readonly sequence: string
  readonly detections: KittiDetections
  /** Detections of frame f are [starts[f], starts[f + 1]). */
  readonly starts: Int32Array
  readonly poses: readonly Float64Array[]
}

export function readKittiRun(root: string, kittiClass: KittiMotClass, sequence: string): KittiRun {
  const detections = readKittiDetections(root, kittiClass, sequence)
  const poses = readKittiPoses(root, sequence)
  const starts = new Int32Array(poses.length + 1)
  let i = 0
  for (let frame = 0; frame <= poses.length; frame++) {
    while (i < detections.frames.length && detections.frames[i]! < frame) i++
    starts[frame] = i
  }
  return { kittiClass, sequence, detections, starts, poses }
}

/** Runs a fresh tracker over the frames; `lines` gets its tracks in KITTI's format, `times` each step's duration. */
export function trackKittiRun(
  run: KittiRun,
  tracker: BoxTracker,
  lines: string[] | null,
  times: LatencyHistogram,
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
    if (lines !== null) appendLines(lines, run, frame, tracks)
  }
}

function appendLines(lines: string[], run: KittiRun, frame: number, tracks: BoxTracks): void {
  for (let box = 0; box < tracks.count; box++) {
    const track = {
      frame,
      id: tracks.ids[box]!,
      boxes: tracks.boxes,
      box,
      score: tracks.scores[box]!,
      detection: tracks.detections[box]!,
    }
    lines.push(kittiTrackLine(run.kittiClass, track, run.detections))
  }
}

export function writeKittiTracks(folder: string, run: KittiRun, lines: readonly string[]): void {
  mkdirSync(join(folder, run.kittiClass), { recursive: true })
  writeFileSync(join(folder, run.kittiClass, `${run.sequence}.txt`), lines.map((line) => `${line}\n`).join(''))
}
