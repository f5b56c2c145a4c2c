import type { Rectangle } from './rectangle-fit.ts'
import type { SizePrior } from './road-user-sizes.ts'

/** An upright box in the plane of the ego frame, with standard deviations of its centre along its own axes and its yaw. */
export interface CompletedBox {
  x: number
  y: number
  yaw: number
  length: number
  width: number
  alongDeviation: number
  acrossDeviation: number
  yawDeviation: number
}

/** m: a side longer than this is no car's front or rear. */
const WIDEST_FRONT = 2.7
/** m: from here on a face across the line of sight is a whole front or rear. */
const NARROWEST_FRONT = 1.25
/** Standard deviation of a seen edge: noise of the return and the gap to the next beam (0.2° to 0.4°), m and m per m. */
const EDGE_DEVIATION = 0.05
const EDGE_DEVIATION_PER_RANGE = 0.004
/** rad at a side of 1 m with few points. */
const YAW_DEVIATION = 0.25

/**
 * From the rectangle around what is seen to the box of the whole road user: what is shorter than the class grows to its
 * size, away from the sensor, since the near faces are the seen ones. (`viewX`, `viewY`): the sensor, ego frame, m.
 */
export function completeBox(
  out: CompletedBox,
  rectangle: Rectangle,
  prior: SizePrior,
  points: number,
  viewX: number,
  viewY: number,
): void {
  const { yaw, alongFrom, alongTo, acrossFrom, acrossTo } = rectangle
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const viewAlong = cos * viewX + sin * viewY
  const viewAcross = cos * viewY - sin * viewX
  const middleAlong = 0.5 * (alongFrom + alongTo)
  const middleAcross = 0.5 * (acrossFrom + acrossTo)
  const range = Math.hypot(middleAlong - viewAlong, middleAcross - viewAcross)
  const isAlong = isLengthAlong(
    alongTo - alongFrom,
    acrossTo - acrossFrom,
    Math.abs(middleAlong - viewAlong) > Math.abs(middleAcross - viewAcross),
  )
  const edge = EDGE_DEVIATION + EDGE_DEVIATION_PER_RANGE * range
  const length = isAlong ? prior.length : prior.width
  const width = isAlong ? prior.width : prior.length
  grow(alongSpan, alongFrom, alongTo, length, viewAlong)
  grow(acrossSpan, acrossFrom, acrossTo, width, viewAcross)
  out.x = cos * alongSpan.centre - sin * acrossSpan.centre
  out.y = sin * alongSpan.centre + cos * acrossSpan.centre
  out.yaw = isAlong ? yaw : yaw + Math.PI / 2
  const lengthSpan = isAlong ? alongSpan : acrossSpan
  const widthSpan = isAlong ? acrossSpan : alongSpan
  out.length = lengthSpan.size
  out.width = widthSpan.size
  out.alongDeviation = centreDeviation(edge, lengthSpan.grown, prior.lengthDeviation)
  out.acrossDeviation = centreDeviation(edge, widthSpan.grown, prior.widthDeviation)
  const side = Math.max(alongTo - alongFrom, acrossTo - acrossFrom)
  const isSmall = prior.length < 1
  out.yawDeviation = isSmall
    ? Math.PI / 2
    : (YAW_DEVIATION / Math.max(1, side)) * (1 + 10 / Math.max(10, points)) + 0.02
}

/** Long sides are lengths; of a short one, the face across the line of sight is the front or rear if it is wide enough. */
function isLengthAlong(along: number, across: number, isViewedAlong: boolean): boolean {
  if (Math.max(along, across) > WIDEST_FRONT) return along > across
  const face = isViewedAlong ? across : along
  if (face > NARROWEST_FRONT) return isViewedAlong
  return along > across
}

interface Span {
  centre: number
  size: number
  /** m by which the seen part was lengthened. */
  grown: number
}

const alongSpan: Span = { centre: 0, size: 0, grown: 0 }
const acrossSpan: Span = { centre: 0, size: 0, grown: 0 }

/** The seen interval lengthened to `size`: behind it as seen from `view`, to both sides where `view` is beside it. */
function grow(out: Span, from: number, to: number, size: number, view: number): void {
  const seen = to - from
  out.grown = Math.max(0, size - seen)
  out.size = Math.max(size, seen)
  const middle = 0.5 * (from + to)
  // 0 beside, ±1 clearly before or behind.
  const side = Math.max(-1, Math.min(1, (middle - view) / (0.5 * seen + 0.5)))
  out.centre = middle + 0.5 * side * out.grown
}

/** A part that was not seen makes the centre as uncertain as half of it, up to half of the class's spread. */
function centreDeviation(edge: number, grown: number, deviation: number): number {
  const unseen = 0.5 * Math.min(deviation, grown)
  return Math.sqrt(edge * edge + unseen * unseen)
}
