import type { LaneTurn } from './lane-map.ts'
import type { MapIndex } from './map-index.ts'
import type { LinePose, LineProjection, ReferenceLine } from './reference-line.ts'

/** What a navigation device says of the next manoeuvre. */
export const NAVIGATION_COMMANDS = ['follow', 'straight', 'left', 'right'] as const
export type NavigationCommand = (typeof NAVIGATION_COMMANDS)[number]

/**
 * A way through the map as a list of lanes (by index), each a successor of the one before, or its neighbour with the same
 * direction where the way changes lanes. `line` is their joined centre line; a change of lanes is a smooth transition
 * over the whole length of the two, so at most one change follows another lane; there the route is said to be in the second. Stations of the route are stations of `line`. Made by `buildRoute(index, laneIds)` in
 * build-route.ts.
 */
export interface Route {
  readonly index: MapIndex
  /** Lane indices in order of travel. */
  readonly lanes: Int32Array
  /** m, beginning of each lane on the route. */
  readonly laneBegin: Float64Array
  readonly line: ReferenceLine
  /** 1 where the lane (by its index in the map) is on the route or beside it in the same direction. */
  readonly isOnRoute: Uint8Array

  /** Place in `lanes` of the lane at a station. */
  placeAt(station: number): number
  /** m/s; NaN where the map does not say. */
  speedLimitAt(station: number): number
  /** Smallest speed limit between two stations, m/s; NaN where the map does not say anywhere. */
  speedLimitBetween(from: number, to: number): number
  turnAt(station: number): LaneTurn
  /** Turn of the junction at or next within `ahead` m of a station (default 60 m); follow where there is none. */
  commandAt(station: number, ahead?: number): NavigationCommand
  project(x: number, y: number, out: LineProjection): void
  projectNear(x: number, y: number, station: number, reach: number, out: LineProjection): void
  poseAt(station: number, out: LinePose): void
}
