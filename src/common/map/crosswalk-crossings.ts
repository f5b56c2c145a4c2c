import type { LaneMap } from './lane-map.ts'
import type { CrosswalkCrossing } from './map-index.ts'
import { emptyBounds, growBounds, outlineContains } from './outline.ts'
import { createPose, type ReferenceLine } from './reference-line.ts'

/** m; how finely a lane is walked along. */
const STEP = 0.25

/** Stretches of lanes on crosswalks, by their centre lines. */
export function findCrossings(map: LaneMap, lines: readonly ReferenceLine[]): CrosswalkCrossing[] {
  const crossings: CrosswalkCrossing[] = []
  map.crosswalks.forEach(({ outline }, crosswalk) => {
    const box = emptyBounds()
    growBounds(box, outline)
    lines.forEach((line, lane) => {
      const stretch = stretchInside(line, outline, box)
      if (stretch) crossings.push({ crosswalk, lane, ...stretch })
    })
  })
  return crossings
}

function stretchInside(line: ReferenceLine, outline: Float64Array, box: readonly [number, number, number, number]) {
  const pose = createPose()
  let [begin, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i + 1 < line.size; i++) {
    if (!segmentMeets(line, i, box)) continue
    const length = line.station[i + 1]! - line.station[i]!
    const steps = Math.ceil(length / STEP)
    for (let k = 0; k <= steps; k++) {
      const station = line.station[i]! + (k / steps) * length
      line.poseAt(station, pose)
      if (!outlineContains(outline, pose.x, pose.y)) continue
      begin = Math.min(begin, station)
      end = Math.max(end, station)
    }
  }
  return begin <= end ? { begin, end } : null
}

function segmentMeets(line: ReferenceLine, i: number, box: readonly [number, number, number, number]): boolean {
  return (
    Math.max(line.x[i]!, line.x[i + 1]!) >= box[0] &&
    Math.max(line.y[i]!, line.y[i + 1]!) >= box[1] &&
    Math.min(line.x[i]!, line.x[i + 1]!) <= box[2] &&
    Math.min(line.y[i]!, line.y[i + 1]!) <= box[3]
  )
}
