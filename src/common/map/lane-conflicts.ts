import { angleDifference } from '../../core/angle.ts'
import type { LaneMap } from './lane-map.ts'
import type { LaneConflict } from './map-index.ts'
import { createPose, createProjection, type ReferenceLine } from './reference-line.ts'

/** m between centre lines: two cars of 1.9 m width pass with 0.4 m between them beyond it. */
const CONFLICT_DISTANCE = 2.3
/** m; how finely a lane is walked along. */
const STEP = 0.5

/**
 * Stretches where junction lanes cross or join other lanes. Lanes that part from one another at a common beginning, follow
 * one another or lie side by side are no conflicts; oncoming lanes are none either as long as they keep their distance.
 */
export function findConflicts(map: LaneMap, lines: readonly ReferenceLine[]): LaneConflict[] {
  const conflicts: LaneConflict[] = []
  const boxes = lines.map(boxOf)
  const junctions = [...map.lanes.keys()].filter((lane) => map.lanes[lane]!.isJunction)
  for (const lane of junctions) {
    for (const other of junctions) {
      if (lane === other || !boxesMeet(boxes[lane]!, boxes[other]!) || !canConflict(map, lane, other)) continue
      const stretch = commonStretch(lines[lane]!, lines[other]!)
      if (!stretch) continue
      const successors = map.lanes[lane]!.successors
      const isMerge = map.lanes[other]!.successors.some((id) => successors.includes(id))
      const mustYield = map.lanes[lane]!.yieldsTo.includes(map.lanes[other]!.id)
      conflicts.push({ lane, other, ...stretch, isMerge, mustYield })
    }
  }
  return conflicts
}

function canConflict(map: LaneMap, first: number, second: number): boolean {
  const a = map.lanes[first]!
  const b = map.lanes[second]!
  const isChain = a.successors.includes(b.id) || b.successors.includes(a.id)
  const isFork = a.predecessors.some((id) => b.predecessors.includes(id))
  const isBeside = a.left?.lane === b.id || a.right?.lane === b.id
  return !isChain && !isFork && !isBeside
}

function commonStretch(line: ReferenceLine, other: ReferenceLine) {
  const projection = createProjection()
  let [begin, end, otherBegin, otherEnd] = [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const steps = Math.max(1, Math.ceil(line.length / STEP))
  const pose = createPose()
  let isOncoming = true
  for (let k = 0; k <= steps; k++) {
    const station = (k / steps) * line.length
    line.poseAt(station, pose)
    other.project(pose.x, pose.y, projection)
    const isBeyond = projection.station < 0 || projection.station > other.length
    if (isBeyond || Math.abs(projection.offset) > CONFLICT_DISTANCE) {
      if (!Number.isNaN(begin)) break
      continue
    }
    if (Number.isNaN(begin)) begin = station
    end = station
    otherBegin = Math.min(otherBegin, projection.station)
    otherEnd = Math.max(otherEnd, projection.station)
    if (Math.abs(angleDifference(projection.heading, pose.heading)) < OPPOSITE) isOncoming = false
  }
  // Oncoming lanes that only graze each other do not stop anybody.
  if (Number.isNaN(begin) || (isOncoming && end - begin < STEP)) return null
  return { begin, end, otherBegin, otherEnd }
}

/** rad; beyond it two lanes are oncoming rather than crossing. */
const OPPOSITE = 2.8

function boxOf(line: ReferenceLine): readonly [number, number, number, number] {
  return [Math.min(...line.x), Math.min(...line.y), Math.max(...line.x), Math.max(...line.y)]
}

function boxesMeet(
  a: readonly [number, number, number, number],
  b: readonly [number, number, number, number],
): boolean {
  const d = CONFLICT_DISTANCE
  return a[0] <= b[2] + d && b[0] <= a[2] + d && a[1] <= b[3] + d && b[1] <= a[3] + d
}
