import type { Random } from '../../common/random/xoshiro.ts'
import type { MapBuilder } from './map-builder.ts'
import { bend, buildPath, type Path, type PlanarPose, reversePath, shiftPose, straight } from './path.ts'
import { addRoad, type RoadProfile, SOLID_WHITE } from './road.ts'
import { bendLimit, KPH } from './speed-limits.ts'

const LANE_WIDTH = 3.6
const SHOULDER = 1.5

export interface Ramp {
  /** Its left edge, in the direction of travel. */
  readonly path: Path
  /** By id. */
  readonly lane: number
  readonly isEntry: boolean
}

/**
 * A ramp to the right from the end of a highway's outermost lane. `pose` and `innerEdge` give the lane's left edge there: m to
 * the left of the pose.
 */
export function addExitRamp(
  builder: MapBuilder,
  pose: PlanarPose,
  innerEdge: number,
  lane: number,
  random: Random,
): Ramp {
  const { sections, limit } = rampSections(random, -1)
  const path = buildPath(shiftPose(pose, 0, innerEdge), sections)
  const ramp = addRoad(builder, path, rampProfile(limit)).forward[0]!
  builder.link(lane, ramp)
  return { path, lane: ramp, isEntry: false }
}

/** As addExitRamp, into the beginning of the outermost lane. */
export function addEntryRamp(
  builder: MapBuilder,
  pose: PlanarPose,
  innerEdge: number,
  lane: number,
  random: Random,
): Ramp {
  const { sections, limit } = rampSections(random, 1)
  const path = reversePath(buildPath(shiftPose(pose, 0, innerEdge, Math.PI), sections))
  const ramp = addRoad(builder, path, rampProfile(limit)).forward[0]!
  builder.link(ramp, lane)
  return { path, lane: ramp, isEntry: true }
}

/** Away from the highway, seen from it; `side` 1 bends to the left. */
function rampSections(random: Random, side: 1 | -1) {
  const radius = random.between(110, 170)
  const angle = side * random.between(1, 1.4)
  const sections = [straight(20), ...bend(angle, radius, 45), straight(random.between(80, 140))]
  return { sections, limit: bendLimit(radius, 70 * KPH) }
}

function rampProfile(speedLimit: number): RoadProfile {
  return {
    forward: 1,
    backward: 0,
    laneWidth: LANE_WIDTH,
    median: 0,
    speedLimit,
    centre: SOLID_WHITE,
    divider: SOLID_WHITE,
    edge: SOLID_WHITE,
    shoulder: SHOULDER,
  }
}
