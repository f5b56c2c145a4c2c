import type { Random } from '../../common/random/xoshiro.ts'
import { fromPose, type Path, type PlanarPose, pathLength } from './path.ts'
import type { Scenery } from './scenery.ts'

/** Poses every `spacing` m (± `jitter`) along a path, `offset` m to its left. */
export function* posesAlong(
  path: Path,
  offset: number,
  spacing: number,
  random: Random,
  jitter = 0,
): Generator<PlanarPose> {
  for (let station = spacing / 2; station < pathLength(path); station += spacing) {
    const pose = poseOn(path, station + random.between(-jitter, jitter))
    const [x, y] = fromPose(pose, 0, offset)
    yield { x, y, heading: pose.heading }
  }
}

/** Trees at random distances of `from`..`to` m beyond `edge` on both sides of a path. */
export function addTrees(
  scenery: Scenery,
  path: Path,
  edges: readonly [number, number],
  spacing: number,
  random: Random,
): void {
  for (const [edge, side] of [
    [edges[0], 1],
    [edges[1], -1],
  ] as const) {
    for (const pose of posesAlong(path, 0, spacing, random, spacing / 2)) {
      const [x, y] = fromPose(pose, 0, side * (edge + 2 + 18 * random.uniform() ** 2))
      scenery.tree({ x, y, heading: 0 })
    }
  }
}

/** m; a straight piece in a bend of 100 m radius leaves it by 8 cm. */
const RAIL_PIECE = 8

/** A rail of straight pieces along a path at an offset. */
export function addRail(scenery: Scenery, path: Path, offset: number, material: 'metal' | 'concrete'): void {
  const pieces = Math.max(1, Math.round(pathLength(path) / RAIL_PIECE))
  const piece = pathLength(path) / pieces
  for (let k = 0; k < pieces; k++) {
    const from = fromPose(poseOn(path, k * piece), 0, offset)
    const to = fromPose(poseOn(path, (k + 1) * piece), 0, offset)
    const heading = Math.atan2(to[1] - from[1], to[0] - from[0])
    const middle = { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2, heading }
    scenery.barrier(middle, Math.hypot(to[0] - from[0], to[1] - from[1]), material)
  }
}

/** Pose of a path at a station, between its points on the chord. */
function poseOn(path: Path, station: number): PlanarPose {
  const last = path.station.length - 1
  const inside = Math.max(0, Math.min(path.station[last]!, station))
  let i = 0
  while (i < last - 1 && path.station[i + 1]! <= inside) i++
  const fraction = (inside - path.station[i]!) / (path.station[i + 1]! - path.station[i]!)
  const between = (column: Float64Array) => column[i]! + fraction * (column[i + 1]! - column[i]!)
  return { x: between(path.x), y: between(path.y), heading: fraction < 0.5 ? path.heading[i]! : path.heading[i + 1]! }
}
