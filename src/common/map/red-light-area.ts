import type { Polygon } from './lane-map.ts'
import { type LaneWidths, widthAt } from './lane-widths.ts'
import { createPose, type ReferenceLine } from './reference-line.ts'

/** m behind the stop line. Deep enough that no 0.1 s step below 50 m/s jumps it, short of the crossing lanes. */
const DEPTH = 5
const STATIONS = 3

/** The first metres of a signalled junction lane, counter-clockwise. */
export function redLightArea(line: ReferenceLine, widths: LaneWidths): Polygon {
  const area = new Float64Array(4 * STATIONS)
  const pose = createPose()
  for (let k = 0; k < STATIONS; k++) {
    const station = (Math.min(DEPTH, line.length) * k) / (STATIONS - 1)
    line.poseAt(station, pose)
    const left = widthAt(widths.left, line, station)
    const right = widthAt(widths.right, line, station)
    area[2 * k] = pose.x + Math.sin(pose.heading) * right
    area[2 * k + 1] = pose.y - Math.cos(pose.heading) * right
    area[4 * STATIONS - 2 - 2 * k] = pose.x - Math.sin(pose.heading) * left
    area[4 * STATIONS - 1 - 2 * k] = pose.y + Math.cos(pose.heading) * left
  }
  return area
}
