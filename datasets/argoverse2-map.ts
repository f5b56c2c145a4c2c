import { readFileSync } from 'node:fs'
import type {
  Crosswalk,
  Lane,
  LaneBoundary,
  LaneKind,
  LaneMap,
  LaneNeighbour,
  LaneTurn,
  MarkingColour,
  MarkingPattern,
  Polyline,
} from '../src/common/map/lane-map.ts'
import { createPose, ReferenceLine } from '../src/common/map/reference-line.ts'
import { angleDifference } from '../src/core/angle.ts'
import { InputError } from '../src/core/errors.ts'

/** m between points of a centre line, which the map does not hold: it has boundaries only. */
const STEP = 2
/** rad; junction lanes that turn by less lead straight on. */
const STRAIGHT = 0.5

/** What the vector map's JSON holds, as far as it is read. */
interface MapFile {
  readonly lane_segments: Record<string, LaneRow>
  readonly pedestrian_crossings: Record<string, CrossingRow>
  readonly drivable_areas: Record<string, { readonly area_boundary: readonly PointRow[] }>
}

interface PointRow {
  readonly x: number
  readonly y: number
}

interface LaneRow {
  readonly id: number
  readonly is_intersection: boolean
  readonly lane_type: string
  readonly left_lane_boundary: readonly PointRow[]
  readonly right_lane_boundary: readonly PointRow[]
  readonly left_lane_mark_type: string
  readonly right_lane_mark_type: string
  readonly successors: readonly number[]
  readonly predecessors: readonly number[]
  readonly left_neighbor_id: number | null
  readonly right_neighbor_id: number | null
}

interface CrossingRow {
  readonly id: number
  readonly edge1: readonly PointRow[]
  readonly edge2: readonly PointRow[]
}

/**
 * The vector map of an Argoverse 2 log, city frame shifted by `origin` (x, y, m). It knows no speed limits, lights, stop lines
 * or rights of way. Throws InputError when the file is no such map.
 */
export function readArgoverseMap(path: string, origin: readonly [number, number]): LaneMap {
  const file = parse(path)
  const line = (points: readonly PointRow[]) => shifted(points, origin)
  const rows = Object.values(file.lane_segments)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    lanes: rows.map((row) => laneOf(row, byId, line)),
    crosswalks: Object.values(file.pedestrian_crossings).map(({ id, edge1, edge2 }) =>
      crosswalkOf(id, line(edge1), line(edge2)),
    ),
    drivableAreas: Object.values(file.drivable_areas).map(({ area_boundary }) => line(area_boundary)),
    stopLines: [],
    trafficLights: [],
  }
}

function parse(path: string): MapFile {
  const parts = ['lane_segments', 'pedestrian_crossings', 'drivable_areas']
  try {
    // Decoding: what is read is checked where it is used, and anything else fails there.
    const file = JSON.parse(readFileSync(path, 'utf8')) as MapFile
    const missing = parts.find((part) => !(part in file))
    if (missing) throw new InputError(`expected ${missing} in the map, found ${Object.keys(file)}: ${path}`)
    return file
  } catch (error) {
    if (error instanceof SyntaxError) throw new InputError(`expected a JSON map, found ${error.message}: ${path}`)
    throw error
  }
}

/** Equal neighbouring points are dropped: a line needs none twice. */
function shifted(points: readonly PointRow[], origin: readonly [number, number]): Polyline {
  const kept = points.filter(({ x, y }, i) => i === 0 || x !== points[i - 1]!.x || y !== points[i - 1]!.y)
  return Float64Array.from(kept.flatMap(({ x, y }) => [x - origin[0], y - origin[1]]))
}

function laneOf(
  row: LaneRow,
  byId: ReadonlyMap<number, LaneRow>,
  line: (points: readonly PointRow[]) => Polyline,
): Lane {
  const left = line(row.left_lane_boundary)
  const right = line(row.right_lane_boundary)
  const { centreLine, width } = middleOf(left, right)
  return {
    id: row.id,
    kind: LANE_KINDS[row.lane_type] ?? 'unknown',
    centreLine,
    leftBoundary: boundaryOf(left, row.left_lane_mark_type),
    rightBoundary: boundaryOf(right, row.right_lane_mark_type),
    width,
    speedLimit: Number.NaN,
    successors: row.successors,
    predecessors: row.predecessors,
    left: neighbourOf(row, row.left_neighbor_id, byId),
    right: neighbourOf(row, row.right_neighbor_id, byId),
    isJunction: row.is_intersection,
    turn: row.is_intersection ? turnOf(centreLine) : 'none',
    yieldsTo: [],
  }
}

const LANE_KINDS: Readonly<Record<string, LaneKind>> = { VEHICLE: 'vehicle', BUS: 'bus', BIKE: 'bike' }

/** Both boundaries walked along in equal shares of their lengths, and the points between. */
function middleOf(left: Polyline, right: Polyline): { readonly centreLine: Polyline; readonly width: number } {
  const [leftLine, rightLine] = [new ReferenceLine(left), new ReferenceLine(right)]
  const steps = Math.max(4, Math.ceil(Math.max(leftLine.length, rightLine.length) / STEP))
  const centreLine = new Float64Array(2 * (steps + 1))
  const [a, b] = [createPose(), createPose()]
  let sum = 0
  for (let k = 0; k <= steps; k++) {
    leftLine.poseAt((k / steps) * leftLine.length, a)
    rightLine.poseAt((k / steps) * rightLine.length, b)
    centreLine[2 * k] = (a.x + b.x) / 2
    centreLine[2 * k + 1] = (a.y + b.y) / 2
    sum += Math.hypot(a.x - b.x, a.y - b.y)
  }
  return { centreLine, width: sum / (steps + 1) }
}

function turnOf(centreLine: Polyline): LaneTurn {
  const { heading } = new ReferenceLine(centreLine)
  const turn = angleDifference(heading.at(-1)!, heading[0]!)
  if (Math.abs(turn) < STRAIGHT) return 'straight'
  return turn > 0 ? 'left' : 'right'
}

/** The map does not say which way a neighbour leads; its boundary does. */
function neighbourOf(row: LaneRow, id: number | null, byId: ReadonlyMap<number, LaneRow>): LaneNeighbour | null {
  const other = id === null ? undefined : byId.get(id)
  if (!other) return null
  const [ax, ay] = direction(row)
  const [bx, by] = direction(other)
  return { lane: other.id, isOncoming: ax * bx + ay * by < 0 }
}

function direction({ left_lane_boundary: line }: LaneRow): [number, number] {
  const [first, last] = [line[0]!, line.at(-1)!]
  return [last.x - first.x, last.y - first.y]
}

/** Marks are named as DASHED_WHITE, DOUBLE_SOLID_YELLOW, SOLID_DASH_WHITE, NONE, UNKNOWN. */
function boundaryOf(line: Polyline, mark: string): LaneBoundary {
  const parts = mark.split('_')
  const colour = COLOURS[parts.at(-1)!] ?? 'unknown'
  const pattern = PATTERNS[(colour === 'unknown' ? parts : parts.slice(0, -1)).join('_')] ?? 'unknown'
  return { line, pattern, colour, isRaised: false }
}

const COLOURS: Readonly<Record<string, MarkingColour>> = { WHITE: 'white', YELLOW: 'yellow', BLUE: 'blue' }
const PATTERNS: Readonly<Record<string, MarkingPattern>> = {
  NONE: 'none',
  SOLID: 'solid',
  DASHED: 'dashed',
  DOUBLE_SOLID: 'double-solid',
  DOUBLE_DASH: 'double-dashed',
  SOLID_DASH: 'solid-dashed',
  DASH_SOLID: 'dashed-solid',
}

/** The edges lead along the way that people walk; they may be given in opposite directions. */
function crosswalkOf(id: number, first: Polyline, second: Polyline): Crosswalk {
  const [ax, ay, bx, by] = [first[0]!, first[1]!, first.at(-2)!, first.at(-1)!]
  const [cx, cy, dx, dy] = [second[0]!, second[1]!, second.at(-2)!, second.at(-1)!]
  const isAligned = (bx - ax) * (dx - cx) + (by - ay) * (dy - cy) >= 0
  const [ex, ey, fx, fy] = isAligned ? [cx, cy, dx, dy] : [dx, dy, cx, cy]
  return {
    id,
    outline: Float64Array.of(ax, ay, bx, by, fx, fy, ex, ey),
    path: Float64Array.of((ax + ex) / 2, (ay + ey) / 2, (bx + fx) / 2, (by + fy) / 2),
  }
}
