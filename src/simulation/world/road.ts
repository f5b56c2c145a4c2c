import type { LaneBoundary, MarkingColour, MarkingPattern, Polyline } from '../../common/map/lane-map.ts'
import { outlineBetween } from '../../common/map/outline.ts'
import type { MapBuilder } from './map-builder.ts'
import { offsetLine, type Path, type PlanarPose, reverseLine } from './path.ts'

/** A paint line without its place. */
export interface Marking {
  readonly pattern: MarkingPattern
  readonly colour: MarkingColour
  readonly isRaised: boolean
}

export const NO_MARKING: Marking = { pattern: 'none', colour: 'unknown', isRaised: false }
export const SOLID_WHITE: Marking = { pattern: 'solid', colour: 'white', isRaised: false }
export const DASHED_WHITE: Marking = { pattern: 'dashed', colour: 'white', isRaised: false }
export const KERB: Marking = { pattern: 'none', colour: 'unknown', isRaised: true }

/** Cross-section of a road, traffic on the right. */
export interface RoadProfile {
  /** Lanes along the path, on its right, and against it, on its left. */
  readonly forward: number
  readonly backward: number
  /** m */
  readonly laneWidth: number
  /** m between the two directions, 0 where they share a line. */
  readonly median: number
  readonly speedLimit: number
  /** Between the directions (the left edge of each, where there is a median). */
  readonly centre: Marking
  readonly divider: Marking
  readonly edge: Marking
  /** m of drivable ground beyond the outer lanes' edges: gutter, hard shoulder or parking strip. */
  readonly shoulder: number
}

/** Lane ids of a road from its middle outwards. */
export interface Road {
  readonly path: Path
  readonly profile: RoadProfile
  readonly forward: readonly number[]
  readonly backward: readonly number[]
}

/** m that drivable areas reach into one another lengthways, so that no crack opens between them. */
const OVERLAP = 0.5

/** Lays lanes along a path, with neighbours and drivable area; links to other roads are made by the caller. */
export function addRoad(builder: MapBuilder, path: Path, profile: RoadProfile): Road {
  const lanesOf = (side: 1 | -1, count: number): number[] =>
    Array.from({ length: count }, (_, i) => addLane(builder, path, profile, side, i, count))
  const forward = lanesOf(-1, profile.forward)
  const backward = lanesOf(1, profile.backward)
  for (const lanes of [forward, backward]) {
    for (let i = 1; i < lanes.length; i++) builder.placeBeside(lanes[i - 1]!, lanes[i]!)
  }
  if (profile.median === 0 && forward.length > 0 && backward.length > 0) {
    builder.placeOpposite(forward[0]!, backward[0]!)
  }
  for (const outline of roadOutlines(path, profile)) builder.addDrivableArea(outline)
  return { path, profile, forward, backward }
}

/** m from the path to the outer edge of the lanes on one side. */
export function halfWidth(profile: RoadProfile, lanes: number): number {
  return profile.median / 2 + lanes * profile.laneWidth
}

/** Pose of a lane's middle where the road's reference pose is `pose` (heading along the path); `side` -1 is forward. */
function laneOffset(profile: RoadProfile, side: 1 | -1, i: number): number {
  return side * (profile.median / 2 + (i + 0.5) * profile.laneWidth)
}

/** Two boundaries and the middle at an offset of a path, in the lane's direction of travel. */
function linesAt(path: Path, offset: number, width: number, side: 1 | -1) {
  const orient = (line: Polyline) => (side < 0 ? line : reverseLine(line))
  return {
    centreLine: orient(offsetLine(path, offset)),
    left: orient(offsetLine(path, offset - (side * width) / 2)),
    right: orient(offsetLine(path, offset + (side * width) / 2)),
  }
}

export function boundary(line: Polyline, marking: Marking): LaneBoundary {
  return { line, ...marking }
}

/** A band along a path between two offsets (right, left), reaching a little beyond both ends. */
export function bandOutline(path: Path, right: number, left: number): Float64Array {
  const longer = prolong(path, OVERLAP)
  return outlineBetween(offsetLine(longer, left), offsetLine(longer, right))
}

function addLane(
  builder: MapBuilder,
  path: Path,
  profile: RoadProfile,
  side: 1 | -1,
  i: number,
  count: number,
): number {
  const { laneWidth, speedLimit, centre, divider, edge } = profile
  const { centreLine, left, right } = linesAt(path, laneOffset(profile, side, i), laneWidth, side)
  return builder.addLane({
    centreLine,
    leftBoundary: boundary(left, i === 0 ? centre : divider),
    rightBoundary: boundary(right, i === count - 1 ? edge : divider),
    width: laneWidth,
    speedLimit,
  })
}

function roadOutlines(path: Path, profile: RoadProfile): Float64Array[] {
  const { forward, backward, median, shoulder } = profile
  const right = forward > 0 ? -(halfWidth(profile, forward) + shoulder) : -median / 2
  const left = backward > 0 ? halfWidth(profile, backward) + shoulder : median / 2
  if (median === 0) return [bandOutline(path, right, left)]
  return [
    ...(forward > 0 ? [bandOutline(path, right, -median / 2)] : []),
    ...(backward > 0 ? [bandOutline(path, median / 2, left)] : []),
  ]
}

function prolong(path: Path, by: number): Path {
  const last = path.x.length - 1
  const x = path.x.slice()
  const y = path.y.slice()
  const move = (i: number, distance: number): void => {
    const pose: PlanarPose = { x: x[i]!, y: y[i]!, heading: path.heading[i]! }
    x[i] = pose.x + distance * Math.cos(pose.heading)
    y[i] = pose.y + distance * Math.sin(pose.heading)
  }
  move(0, -by)
  move(last, by)
  return { ...path, x, y }
}
