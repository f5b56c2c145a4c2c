import type { LaneBoundary, LaneMap, MarkingColour, Polyline } from '../../common/map/lane-map.ts'
import { outlineBetween } from '../../common/map/outline.ts'

/** What lies on the ground, in order of painting: later ones cover earlier ones. */
export const GROUND_LAYERS = ['kerb', 'asphalt', 'white', 'yellow', 'blue'] as const
export type GroundLayer = (typeof GROUND_LAYERS)[number]

/** Outlines on the ground, world frame, m. */
export interface GroundShape {
  readonly layer: number
  /** Packed x, y; simple, of either orientation. */
  readonly points: Float64Array
}

/** m. Manual on Uniform Traffic Control Devices 2009, 3A.06: lines 4 to 6 inches wide, dashes of 10 ft, gaps of 30 ft. */
const LINE_WIDTH = 0.13
const DASH = 3.05
const DASH_PERIOD = 12.2
/** m between the lines of a double line (3A.06: discernible space). */
const DOUBLE_GAP = 0.12
/** m; ibid. 3B.16: stop lines 12 to 24 inches wide. */
const STOP_LINE_WIDTH = 0.45
/** m; ibid. 3B.18: bars 12 to 24 inches wide, gaps of 12 to 60 inches. */
const BAR_WIDTH = 0.5
const BAR_PERIOD = 1.1
const KERB_WIDTH = 0.18

const layerOf = (layer: GroundLayer): number => GROUND_LAYERS.indexOf(layer)
const PAINT: Readonly<Record<MarkingColour, GroundLayer>> = {
  unknown: 'white',
  white: 'white',
  yellow: 'yellow',
  blue: 'blue',
}

/** Everything that the map says lies on the ground: road surface, kerbs, markings, stop lines, crosswalks. */
export function groundShapes(map: LaneMap): GroundShape[] {
  const shapes: GroundShape[] = []
  const asphalt = layerOf('asphalt')
  for (const points of map.drivableAreas) shapes.push({ layer: asphalt, points })
  for (const lane of map.lanes) {
    shapes.push({ layer: asphalt, points: outlineBetween(lane.leftBoundary.line, lane.rightBoundary.line) })
    // Neighbours hold the same line twice; the one with the smaller id paints it.
    if (!(lane.left && lane.left.lane < lane.id)) addBoundary(shapes, lane.leftBoundary, 1)
    if (!(lane.right && lane.right.lane < lane.id)) addBoundary(shapes, lane.rightBoundary, -1)
  }
  const white = layerOf('white')
  for (const { line } of map.stopLines) addStroke(shapes, white, line, 0, STOP_LINE_WIDTH)
  for (const { outline, path } of map.crosswalks) addBars(shapes, outline, path)
  return shapes
}

/** `outwards`: 1 where the other side of the boundary is to the left, -1 to the right. */
function addBoundary(shapes: GroundShape[], boundary: LaneBoundary, outwards: 1 | -1): void {
  const { line, pattern, colour } = boundary
  if (boundary.isRaised) {
    addStroke(shapes, layerOf('kerb'), line, outwards * 0.5 * KERB_WIDTH, KERB_WIDTH)
  }
  const layer = layerOf(PAINT[colour])
  const half = outwards * 0.5 * (LINE_WIDTH + DOUBLE_GAP)
  // Beside a kerb the line lies on the lane's own side of it.
  const single = boundary.isRaised ? -outwards * 0.2 : 0
  switch (pattern) {
    case 'solid':
      addStroke(shapes, layer, line, single, LINE_WIDTH)
      break
    case 'dashed':
      addDashes(shapes, layer, line, single)
      break
    case 'double-solid':
      addStroke(shapes, layer, line, -half, LINE_WIDTH)
      addStroke(shapes, layer, line, half, LINE_WIDTH)
      break
    case 'double-dashed':
      addDashes(shapes, layer, line, -half)
      addDashes(shapes, layer, line, half)
      break
    case 'solid-dashed':
      addStroke(shapes, layer, line, -half, LINE_WIDTH)
      addDashes(shapes, layer, line, half)
      break
    case 'dashed-solid':
      addDashes(shapes, layer, line, -half)
      addStroke(shapes, layer, line, half, LINE_WIDTH)
      break
    case 'none':
    case 'unknown':
      break
  }
}

/** A whole number of periods a line, half a gap at each end: lines that follow each other go on without a seam. */
function addDashes(shapes: GroundShape[], layer: number, line: Polyline, offset: number): void {
  const length = lineLength(line)
  const count = Math.max(1, Math.round(length / DASH_PERIOD))
  const period = length / count
  const dash = Math.min(DASH, 0.5 * period)
  for (let i = 0; i < count; i++) {
    const middle = (i + 0.5) * period
    addStroke(shapes, layer, cut(line, middle - dash / 2, middle + dash / 2), offset, LINE_WIDTH)
  }
}

/** A strip along a polyline, `offset` m to its left; in pieces, so that each is small. */
function addStroke(shapes: GroundShape[], layer: number, line: Polyline, offset: number, width: number): void {
  const n = line.length >> 1
  for (let i = 0; i + 1 < n; i++) {
    const [ax, ay, bx, by] = [line[2 * i]!, line[2 * i + 1]!, line[2 * i + 2]!, line[2 * i + 3]!]
    const before = i > 0 ? normal(line, i - 1, i + 1) : normal(line, i, i + 1)
    const after = i + 2 < n ? normal(line, i, i + 2) : normal(line, i, i + 1)
    const [inner, outer] = [offset - width / 2, offset + width / 2]
    const points = Float64Array.of(
      ax + before[0] * inner,
      ay + before[1] * inner,
      bx + after[0] * inner,
      by + after[1] * inner,
      bx + after[0] * outer,
      by + after[1] * outer,
      ax + before[0] * outer,
      ay + before[1] * outer,
    )
    shapes.push({ layer, points })
  }
}

/** Bars across a crosswalk's path, as long as the crosswalk is wide there. */
function addBars(shapes: GroundShape[], outline: Polyline, path: Polyline): void {
  const [ax, ay, bx, by] = [path[0]!, path[1]!, path.at(-2)!, path.at(-1)!]
  const length = Math.hypot(bx - ax, by - ay)
  if (!(length > 0)) return
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length]
  let [left, right] = [0, 0]
  for (let i = 0; i < outline.length; i += 2) {
    const across = -(outline[i]! - ax) * uy + (outline[i + 1]! - ay) * ux
    left = Math.max(left, across)
    right = Math.min(right, across)
  }
  const count = Math.max(1, Math.floor(length / BAR_PERIOD))
  const begin = 0.5 * (length - (count - 1) * BAR_PERIOD - BAR_WIDTH)
  for (let i = 0; i < count; i++) {
    const s0 = begin + i * BAR_PERIOD
    const corner = (s: number, d: number) => [ax + ux * s - uy * d, ay + uy * s + ux * d]
    const s1 = s0 + BAR_WIDTH
    const points = [...corner(s0, right), ...corner(s1, right), ...corner(s1, left), ...corner(s0, left)]
    shapes.push({ layer: layerOf('white'), points: Float64Array.from(points) })
  }
}

/** Unit normal, to the left, of the direction from point i to point j. */
function normal(line: Polyline, i: number, j: number): readonly [number, number] {
  const dx = line[2 * j]! - line[2 * i]!
  const dy = line[2 * j + 1]! - line[2 * i + 1]!
  const length = Math.hypot(dx, dy) || 1
  return [-dy / length, dx / length]
}

function lineLength(line: Polyline): number {
  let length = 0
  for (let i = 0; i + 3 < line.length; i += 2) {
    length += Math.hypot(line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!)
  }
  return length
}

/** The stretch of a line between two stations, m. */
function cut(line: Polyline, from: number, to: number): Polyline {
  const points: number[] = []
  let station = 0
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay] = [line[i]!, line[i + 1]!]
    const [dx, dy] = [line[i + 2]! - ax, line[i + 3]! - ay]
    const length = Math.hypot(dx, dy)
    if (station + length > from && station < to) {
      const begin = Math.max(0, (from - station) / length)
      const end = Math.min(1, (to - station) / length)
      if (points.length === 0) points.push(ax + begin * dx, ay + begin * dy)
      points.push(ax + end * dx, ay + end * dy)
    }
    station += length
  }
  return Float64Array.from(points)
}
