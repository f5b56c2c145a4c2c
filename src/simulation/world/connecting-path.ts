import { angleDifference } from '../../core/angle.ts'
import { buildPath, type Path, type PlanarPose, straight } from './path.ts'

/** m between points: connections bend tightly. */
const STEP = 0.75
/** Lengths of the end tangents over the chord that are tried; the gentlest curve is taken. */
const TANGENTS = [0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6]

/**
 * A curve from one pose to another with equal headings and no curvature at both ends (quintic Hermite polynomial with zero
 * second derivatives), as gentle as its tangents allow; a straight line where the poses lie on one.
 */
export function connectingPath(from: PlanarPose, to: PlanarPose): Path {
  const chord = Math.hypot(to.x - from.x, to.y - from.y)
  const bearing = Math.atan2(to.y - from.y, to.x - from.x)
  const isStraight =
    Math.abs(angleDifference(bearing, from.heading)) + Math.abs(angleDifference(bearing, to.heading)) < 1e-6
  if (isStraight) return buildPath(from, [straight(chord)])
  const candidates = TANGENTS.map((tangent) => quinticPath(from, to, tangent * chord))
  return candidates.reduce((best, path) => (sharpest(path) < sharpest(best) ? path : best))
}

function sharpest(path: Path): number {
  return path.curvature.reduce((largest, curvature) => Math.max(largest, Math.abs(curvature)), 0)
}

function quinticPath(from: PlanarPose, to: PlanarPose, tangent: number): Path {
  const steps = Math.max(4, Math.ceil((1.15 * Math.hypot(to.x - from.x, to.y - from.y)) / STEP))
  const x = quintic(from.x, to.x, tangent * Math.cos(from.heading), tangent * Math.cos(to.heading))
  const y = quintic(from.y, to.y, tangent * Math.sin(from.heading), tangent * Math.sin(to.heading))
  const path: Path = {
    x: new Float64Array(steps + 1),
    y: new Float64Array(steps + 1),
    heading: new Float64Array(steps + 1),
    curvature: new Float64Array(steps + 1),
    station: new Float64Array(steps + 1),
  }
  for (let k = 0; k <= steps; k++) {
    const u = k / steps
    const [dx, dy, ddx, ddy] = [x.first(u), y.first(u), x.second(u), y.second(u)]
    path.x[k] = x.value(u)
    path.y[k] = y.value(u)
    path.heading[k] = Math.atan2(dy, dx)
    path.curvature[k] = (dx * ddy - dy * ddx) / (dx * dx + dy * dy) ** 1.5
    if (k > 0)
      path.station[k] = path.station[k - 1]! + Math.hypot(path.x[k]! - path.x[k - 1]!, path.y[k]! - path.y[k - 1]!)
  }
  return path
}

/** p(u) = a + d·u + c3·u³ + c4·u⁴ + c5·u⁵ with p(1) = b, p'(0) = d, p'(1) = e, p''(0) = p''(1) = 0. */
function quintic(a: number, b: number, d: number, e: number) {
  const rise = b - a - d
  const turn = e - d
  const c3 = 10 * rise - 4 * turn
  const c4 = -15 * rise + 7 * turn
  const c5 = 6 * rise - 3 * turn
  return {
    value: (u: number) => a + u * (d + u * u * (c3 + u * (c4 + u * c5))),
    first: (u: number) => d + u * u * (3 * c3 + u * (4 * c4 + u * 5 * c5)),
    second: (u: number) => u * (6 * c3 + u * (12 * c4 + u * 20 * c5)),
  }
}
