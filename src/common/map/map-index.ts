import type { Lane, LaneMap, Polygon } from './lane-map.ts'
import type { LineProjection, ReferenceLine } from './reference-line.ts'

/**
 * Queries over a map. Lanes are spoken of by *index* (their place in `map.lanes`), -1 meaning none; ids appear only in the
 * map itself. Everything is prepared once; queries allocate nothing. Made by `buildMapIndex(map)` in build-map-index.ts.
 */
export interface MapIndex {
  readonly map: LaneMap
  /** Of all drivable areas and lanes: [smallest x, smallest y, largest x, largest y], m. */
  readonly bounds: readonly [number, number, number, number]
  /** Centre lines, by lane index. */
  readonly lines: readonly ReferenceLine[]
  /** Outlines of the lanes (left boundary, right boundary backwards), by lane index. */
  readonly outlines: readonly Polygon[]
  /** By lane index; only lanes that the map holds. */
  readonly successors: readonly Int32Array[]
  readonly predecessors: readonly Int32Array[]
  /** Lane index of the neighbour with the same direction of travel, or -1. */
  readonly leftSame: Int32Array
  readonly rightSame: Int32Array
  /** Index of the traffic light that controls a (junction) lane, or -1. */
  readonly lightOf: Int32Array
  /** Index of the stop line at which a lane ends, or -1. */
  readonly stopLineOf: Int32Array
  /** Where lanes cross crosswalks. */
  readonly crossings: readonly CrosswalkCrossing[]
  /** Where junction lanes cross or join other lanes, grouped by `lane`. */
  readonly conflicts: readonly LaneConflict[]
  /** Entries of {@link conflicts} by lane index. */
  readonly conflictsOf: readonly (readonly LaneConflict[])[]

  laneOfId(id: number): number
  lane(index: number): Lane

  /**
   * The lane that a car at this pose drives in, or -1 when none is within `reach` m (default 5). Among lanes under the
   * point the one of the nearest heading wins; else distance with a price on the heading. `out` gets the projection.
   */
  nearestLane(x: number, y: number, heading: number, out?: LineProjection, reach?: number): number

  /** Writes lanes whose outline holds the point into `out`, returns how many (at most out.length). */
  lanesAt(x: number, y: number, out: Int32Array): number

  isInLane(lane: number, x: number, y: number): boolean
  isInJunction(x: number, y: number): boolean
  /** Outside junctions, in a lane against its direction and in none with it. */
  isOncoming(x: number, y: number, heading: number): boolean

  isDrivable(x: number, y: number): boolean
  /** Whether all `count` points packed x, y in `points` from element `start` on are drivable. */
  areDrivable(points: Float64Array, start: number, count: number): boolean
  /**
   * m from the point to the drivable area, 0 inside; not exact beyond `reach`, where it answers `reach`. For tolerances.
   */
  distanceToDrivable(x: number, y: number, reach: number): number

  /** Lanes whose light forbids entry at `time` (s since the drive's origin), into `out`; returns how many. */
  redLanes(time: number, out: Int32Array): number
  /**
   * Area of a signalled junction lane that must not be entered on red: its first metres behind the stop line, so that
   * cross traffic is not in it. Null for lanes without a light.
   */
  redLightArea(lane: number): Polygon | null
}

/** Stations of a lane between which it lies on a crosswalk. */
export interface CrosswalkCrossing {
  /** Place in `map.crosswalks`. */
  readonly crosswalk: number
  readonly lane: number
  /** m along the lane. */
  readonly begin: number
  readonly end: number
}

/** A stretch of a junction lane on which its outline meets another lane's, seen from `lane`. */
export interface LaneConflict {
  readonly lane: number
  readonly other: number
  /** m along `lane`. */
  readonly begin: number
  readonly end: number
  /** m along `other`. */
  readonly otherBegin: number
  readonly otherEnd: number
  /** Both end at one place (else they cross). */
  readonly isMerge: boolean
  /** `lane` must let `other` go first (see Lane.yieldsTo). */
  readonly mustYield: boolean
}
