import type { Polyline } from '../../common/map/lane-map.ts'
import { wrapAngle } from '../../core/angle.ts'

/** A pose in the plane: m, m, rad counter-clockwise from x. */
export interface PlanarPose {
  readonly x: number
  readonly y: number
  readonly heading: number
}

/** A smooth line sampled with its heading and curvature: what roads are laid along. Columns of n elements. */
export interface Path {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly heading: Float64Array
  /** 1/m, left positive. */
  readonly curvature: Float64Array
  /** m from the first point. */
  readonly station: Float64Array
}

/** A stretch whose curvature runs linearly from `from` to `to`: a line, an arc or a clothoid. */
export interface PathSection {
  /** m */
  readonly length: number
  /** 1/m */
  readonly from: number
  readonly to: number
}

/** m between points: on straights, and at most and at least where the path bends. */
const STRAIGHT_STEP = 10
const BEND_STEP = 2
const SMALLEST_STEP = 0.5
/** rad; largest turn from one point to the next, within those steps. */
const TURN_STEP = 0.05

/** The path through the sections from a start pose. Positions by Simpson's rule over each step: errors below 1 mm/km. */
export function buildPath(start: PlanarPose, sections: readonly PathSection[]): Path {
  const rows: number[][] = [[start.x, start.y, start.heading, sections[0]?.from ?? 0, 0]]
  for (const { length, from, to } of sections) {
    const steps = Math.max(1, Math.ceil(length / stepOf(Math.max(Math.abs(from), Math.abs(to)))))
    const [x0, y0, heading0, , station0] = rows.at(-1)! as [number, number, number, number, number]
    const headingAt = (s: number) => heading0 + from * s + (0.5 * (to - from) * s * s) / length
    let [x, y] = [x0, y0]
    for (let k = 1; k <= steps; k++) {
      const [a, b] = [((k - 1) / steps) * length, (k / steps) * length]
      const [ha, hm, hb] = [headingAt(a), headingAt(0.5 * (a + b)), headingAt(b)]
      x += ((b - a) / 6) * (Math.cos(ha) + 4 * Math.cos(hm) + Math.cos(hb))
      y += ((b - a) / 6) * (Math.sin(ha) + 4 * Math.sin(hm) + Math.sin(hb))
      rows.push([x, y, hb, from + ((to - from) * b) / length, station0 + b])
    }
  }
  const column = (i: number) => Float64Array.from(rows, (row) => row[i]!)
  return { x: column(0), y: column(1), heading: column(2).map(wrapAngle), curvature: column(3), station: column(4) }
}

function stepOf(curvature: number): number {
  if (curvature === 0) return STRAIGHT_STEP
  return Math.max(SMALLEST_STEP, Math.min(BEND_STEP, TURN_STEP / curvature))
}

/** Clothoid in, arc, clothoid out: a bend that turns by `angle` (rad, left positive). */
export function bend(angle: number, radius: number, transition: number): PathSection[] {
  const curvature = Math.sign(angle) / radius
  const arc = Math.max(0, Math.abs(angle) * radius - transition)
  return [
    { length: transition, from: 0, to: curvature },
    ...(arc > 0 ? [{ length: arc, from: curvature, to: curvature }] : []),
    { length: transition, from: curvature, to: 0 },
  ]
}

export function straight(length: number): PathSection {
  return { length, from: 0, to: 0 }
}

export function pathEnd(path: Path): PlanarPose {
  const last = path.x.length - 1
  return { x: path.x[last]!, y: path.y[last]!, heading: path.heading[last]! }
}

export function pathLength(path: Path): number {
  return path.station.at(-1)!
}

export function largestCurvature(path: Path): number {
  return path.curvature.reduce((largest, curvature) => Math.max(largest, Math.abs(curvature)), 0)
}

/** The same way driven from its end. */
export function reversePath(path: Path): Path {
  const length = pathLength(path)
  return {
    x: path.x.toReversed(),
    y: path.y.toReversed(),
    heading: path.heading.toReversed().map((heading) => wrapAngle(heading + Math.PI)),
    curvature: path.curvature.toReversed().map((curvature) => -curvature),
    station: path.station.toReversed().map((station) => length - station),
  }
}

/** The line `offset` m to the left of the path. */
export function offsetLine(path: Path, offset: number): Polyline {
  const line = new Float64Array(2 * path.x.length)
  path.x.forEach((x, i) => {
    line[2 * i] = x - offset * Math.sin(path.heading[i]!)
    line[2 * i + 1] = path.y[i]! + offset * Math.cos(path.heading[i]!)
  })
  return line
}

export function reverseLine(line: Polyline): Polyline {
  return Float64Array.from(line, (_, k) => line[line.length - 2 - (k & ~1) + (k & 1)]!)
}

/** Points of a pose's own frame (x forward, y left) in the world. */
export function fromPose(pose: PlanarPose, forward: number, left: number): [number, number] {
  const [cos, sin] = [Math.cos(pose.heading), Math.sin(pose.heading)]
  return [pose.x + forward * cos - left * sin, pose.y + forward * sin + left * cos]
}

export function shiftPose(pose: PlanarPose, forward: number, left: number, turn = 0): PlanarPose {
  const [x, y] = fromPose(pose, forward, left)
  return { x, y, heading: wrapAngle(pose.heading + turn) }
}
