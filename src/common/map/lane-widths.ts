import type { Lane } from './lane-map.ts'
import { distanceToPolyline } from './outline.ts'
import type { ReferenceLine } from './reference-line.ts'

/** Distances from the points of a lane's centre line to its boundaries, m. */
export interface LaneWidths {
  readonly left: Float64Array
  readonly right: Float64Array
}

export function laneWidths(lane: Lane, line: ReferenceLine): LaneWidths {
  const left = new Float64Array(line.size)
  const right = new Float64Array(line.size)
  for (let i = 0; i < line.size; i++) {
    left[i] = distanceToPolyline(lane.leftBoundary.line, line.x[i]!, line.y[i]!)
    right[i] = distanceToPolyline(lane.rightBoundary.line, line.x[i]!, line.y[i]!)
  }
  return { left, right }
}

/** Width to one side at a station, interpolated between the line's points. */
export function widthAt(widths: Float64Array, line: ReferenceLine, station: number): number {
  const i = line.segmentAt(station)
  const fraction = (station - line.station[i]!) / (line.station[i + 1]! - line.station[i]!)
  return widths[i]! + Math.max(0, Math.min(1, fraction)) * (widths[i + 1]! - widths[i]!)
}
