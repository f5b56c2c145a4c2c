import type { Lane, Polyline } from './lane-map.ts'
import { createProjection, ReferenceLine } from './reference-line.ts'

/** Distances from the points of a lane's centre line to its boundaries, m. */
export interface LaneWidths {
  readonly left: Float64Array
  readonly right: Float64Array
}

export function laneWidths(lane: Lane, line: ReferenceLine): LaneWidths {
  return { left: distances(lane.leftBoundary.line, line), right: distances(lane.rightBoundary.line, line) }
}

/** Width to one side at a station, interpolated between the line's points. */
export function widthAt(widths: Float64Array, line: ReferenceLine, station: number): number {
  const i = line.segmentAt(station)
  const fraction = (station - line.station[i]!) / (line.station[i + 1]! - line.station[i]!)
  return widths[i]! + Math.max(0, Math.min(1, fraction)) * (widths[i + 1]! - widths[i]!)
}

/** Boundaries run along their lane: the nearest point lies near the same share of the way. */
function distances(boundary: Polyline, line: ReferenceLine): Float64Array {
  const edge = new ReferenceLine(boundary)
  const projection = createProjection()
  const reach = 5 + 0.2 * edge.length
  return line.station.map((station, i) => {
    edge.projectNear(line.x[i]!, line.y[i]!, (station / line.length) * edge.length, reach, projection)
    return Math.abs(projection.offset)
  })
}
